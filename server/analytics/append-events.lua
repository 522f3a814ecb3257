-- Appends a batch of events to the brand's stream, for visitors who agree now; a batch that is there is not repeated.
-- Keys: 1 events, 2 number of the writer's newest batch, 3… consent of the visitors
-- Args: 1 number of this batch, 2 seconds to remember it, 3 entries JSON [{consent: index into keys 3…, timeMs, fields}]
-- Returns: how many events were appended
local newest = tonumber(redis.call("GET", KEYS[2]) or "0")
if newest >= tonumber(ARGV[1]) then return 0 end

local agreed = {}
for i = 3, #KEYS do
  local consent = redis.call("GET", KEYS[i])
  agreed[i - 2] = consent and cjson.decode(consent).analytics == true
end

local appended = 0
for _, entry in ipairs(cjson.decode(ARGV[3])) do
  if agreed[entry.consent] then
    -- The entry's id carries the event's time; behind a later entry it may only take the next free id.
    local added = redis.pcall("XADD", KEYS[1], string.format("%.0f", entry.timeMs) .. "-*", unpack(entry.fields))
    if type(added) == "table" and added.err then redis.call("XADD", KEYS[1], "*", unpack(entry.fields)) end
    appended = appended + 1
  end
end
redis.call("SET", KEYS[2], ARGV[1], "EX", ARGV[2])
return appended
