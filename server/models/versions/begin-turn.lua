-- Notes that a turn came up, and forgets brands whose turns are all past.
-- Keys: 1 turns
-- Arguments: 1 the turn, 2 "1" when no other job waits: then counting begins anew
-- Returns: 1
local turns, turn, isLast = KEYS[1], tonumber(ARGV[1]), ARGV[2] == "1"
if isLast then
  redis.call("DEL", turns)
  return 1
end
local now = math.max(tonumber(redis.call("HGET", turns, "") or "0"), turn)
local entries = redis.call("HGETALL", turns)
for i = 1, #entries, 2 do
  if entries[i] ~= "" and tonumber(entries[i + 1]) <= now then redis.call("HDEL", turns, entries[i]) end
end
redis.call("HSET", turns, "", now)
return 1
