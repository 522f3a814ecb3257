-- Lets the next request under the same key resume at once, after a failure of ours before anything was decided.
-- Keys: 1 attempt
-- Arguments: 1 token of the try
-- Returns: 1 when released, 0 when another try has taken over or the attempt has ended
local found = redis.call("HMGET", KEYS[1], "state", "token")
if found[1] ~= "pending" or found[2] ~= ARGV[1] then return 0 end
redis.call("HSET", KEYS[1], "leaseUntil", "0")
return 1
