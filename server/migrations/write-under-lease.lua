-- Writes what is known about the stored data if the lease on it is still the asker's, and renews or ends the lease.
-- Keys: 1 stored data (hash: version, cursor, holder, heldUntil)
-- Arguments: 1 token of the asker, 2 how long the lease lasts from now on (ms; 0 gives it back), 3… fields and values in turn
-- Returns: 1 when written, 0 when another process has the lease
if redis.call("HGET", KEYS[1], "holder") ~= ARGV[1] then return 0 end
for i = 3, #ARGV, 2 do
  redis.call("HSET", KEYS[1], ARGV[i], ARGV[i + 1])
end
if ARGV[2] == "0" then
  redis.call("HDEL", KEYS[1], "holder", "heldUntil")
  return 1
end
local time = redis.call("TIME")
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
redis.call("HSET", KEYS[1], "heldUntil", string.format("%.0f", now + tonumber(ARGV[2])))
return 1
