-- Appends a batch of events to the brand's stream, for visitors who agree now; a batch that is there is not repeated.
-- Keys: 1 events, 2 number of the writer's newest batch, 3… consent of the visitors
-- Arguments: 1 number of this batch, 2 how long it is remembered (s), 3 entries JSON [{consent: index into keys 3…, timeMs,
--            fields}]
-- Returns: how many events were appended
local newest = tonumber(redis.call("GET", KEYS[2]) or "0")
if newest >= tonumber(ARGV[1]) then return 0 end

local agreed = {}
for i = 3, #KEYS do
  local consent = redis.call("GET", KEYS[i])
  agreed[i - 2] = consent and cjson.decode(consent).analytics == true
end

-- The id of an entry carries the event's time. Behind a later entry it takes the next free id, so that the id is never
-- before the time.
local function append(ms, fields)
  local added = redis.pcall("XADD", KEYS[1], ms .. "-*", unpack(fields))
  if type(added) ~= "table" or not added.err then return end
  local newestEntry = redis.call("XREVRANGE", KEYS[1], "+", "-", "COUNT", 1)[1]
  local free = newestEntry and string.match(newestEntry[1], "^%d+") .. "-*" or "*"
  redis.call("XADD", KEYS[1], free, unpack(fields))
end

local appended = 0
for _, entry in ipairs(cjson.decode(ARGV[3])) do
  if agreed[entry.consent] then
    append(string.format("%.0f", entry.timeMs), entry.fields)
    appended = appended + 1
  end
end
redis.call("SET", KEYS[2], ARGV[1], "EX", ARGV[2])
return appended
