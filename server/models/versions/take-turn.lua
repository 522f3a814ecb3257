-- Gives a job its turn, so that brands take turns whatever number of jobs each has: start-time fair queuing, where
-- a job's turn is one after the brand's last, and never before the turn that came up last.
-- Keys: 1 turns
-- Arguments: 1 brand id, 2 highest turn that there is
-- Returns: the turn, from 1
local turns, brandId, highest = KEYS[1], ARGV[1], tonumber(ARGV[2])
local now = tonumber(redis.call("HGET", turns, "") or "0")
local last = tonumber(redis.call("HGET", turns, brandId) or "0")
local turn = math.min(math.max(now, last) + 1, highest)
redis.call("HSET", turns, brandId, turn)
return turn
