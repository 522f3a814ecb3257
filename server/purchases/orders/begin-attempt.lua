-- Opens an attempt to buy under an idempotency key, or says what became of it.
-- Keys: 1 attempt (hash: fingerprint, orderId, state, token, leaseUntil, outcome)
-- Arguments: 1 fingerprint of the request, 2 order id if this is the first try, 3 token of this try, 4 now (ms), 5 lease
--            after which a silent try counts as crashed (ms), 6 how long the attempt is remembered (ms)
-- Returns: {"started", order id} | {"reused"} | {"busy"} | {"paid" or "refused", outcome JSON}
local attempt = KEYS[1]
local found = redis.call("HMGET", attempt, "fingerprint", "orderId", "state", "leaseUntil", "outcome")
local fingerprint, orderId, state, leaseUntil, outcome = found[1], found[2], found[3], found[4], found[5]
if fingerprint and fingerprint ~= ARGV[1] then return { "reused" } end
if state and state ~= "pending" then return { state, outcome } end
if state and tonumber(leaseUntil) > tonumber(ARGV[4]) then return { "busy" } end
-- A resumed try keeps the order id: the payment provider knows the payment by it.
orderId = orderId or ARGV[2]
leaseUntil = string.format("%.0f", tonumber(ARGV[4]) + tonumber(ARGV[5]))
redis.call("HSET", attempt, "fingerprint", ARGV[1], "orderId", orderId)
redis.call("HSET", attempt, "state", "pending", "token", ARGV[3], "leaseUntil", leaseUntil)
redis.call("PEXPIRE", attempt, ARGV[6])
return { "started", orderId }
