-- Ends an attempt without an order and notes that a payment which was authorised for it is to be voided.
-- Keys: 1 attempt, 2 settlements
-- Arguments: 1 token of the try, 2 order id, 3 outcome JSON, 4 how long the attempt is remembered (ms)
-- Returns: 1 when recorded, 0 when another try has taken over or the attempt has ended
local found = redis.call("HMGET", KEYS[1], "state", "token")
if found[1] ~= "pending" or found[2] ~= ARGV[1] then return 0 end
redis.call("HSET", KEYS[1], "state", "refused", "outcome", ARGV[3])
redis.call("PEXPIRE", KEYS[1], ARGV[4])
redis.call("HSET", KEYS[2], ARGV[2], "voided")
return 1
