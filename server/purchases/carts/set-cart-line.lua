-- Sets one line of a cart; 0 units take it out. Setting the same quantity again changes nothing.
-- Keys: 1 cart
-- Arguments: 1 variant id, 2 quantity, 3 most lines in a cart, 4 rest after which the cart is forgotten (s)
-- Returns: units that the line had before, or -1 when the cart has no room for another line
local before = tonumber(redis.call("HGET", KEYS[1], ARGV[1]) or "0")
local quantity = tonumber(ARGV[2])
if quantity == 0 then
  redis.call("HDEL", KEYS[1], ARGV[1])
else
  if before == 0 and redis.call("HLEN", KEYS[1]) >= tonumber(ARGV[3]) then return -1 end
  redis.call("HSET", KEYS[1], ARGV[1], ARGV[2])
end
redis.call("EXPIRE", KEYS[1], ARGV[4])
return before
