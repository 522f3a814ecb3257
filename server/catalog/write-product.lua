-- Writes a product if nobody changed it in the meantime, and its stock where the editor changed that. Stock moves by what
-- the editor changed, wanted minus seen, so that a sale between reading and writing still counts.
-- Keys: 1 products, 2 variants, 3 stock
-- Arguments: 1 product id, 2 document JSON with the next revision, 3 expected revision (0: must be new), 4 channel of the
--            brand's changes, 5… for each variant: id, units that the editor saw ("" if none), units that the editor
--            wants ("" to keep)
-- Returns: {"ok"} | {"missing"} | {"conflict"} | {"taken", variant id}
local products, variants, stock = KEYS[1], KEYS[2], KEYS[3]
local productId, document, expected, channel = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]

local current = redis.call("HGET", products, productId)
if not current and expected ~= 0 then return { "missing" } end
local before = current and cjson.decode(current) or nil
if before and before.revision ~= expected then return { "conflict" } end

local kept = {}
for i = 5, #ARGV, 3 do
  local owner = redis.call("HGET", variants, ARGV[i])
  if owner and owner ~= productId then return { "taken", ARGV[i] } end
  kept[ARGV[i]] = true
end

if before then
  for _, variant in ipairs(before.variants) do
    if not kept[variant.id] then
      redis.call("HDEL", variants, variant.id)
      redis.call("HDEL", stock, variant.id)
    end
  end
end

local levels = {}
for i = 5, #ARGV, 3 do
  local id, seen, wanted = ARGV[i], tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
  local units = tonumber(redis.call("HGET", stock, id) or "")
  if not units then
    units = wanted or 0
  elseif seen and wanted then
    units = math.max(0, units + wanted - seen)
  end
  redis.call("HSET", stock, id, string.format("%d", units))
  redis.call("HSET", variants, id, productId)
  levels[#levels + 1] = string.format("%s:%d", cjson.encode(id), units)
end

redis.call("HSET", products, productId, document)
redis.call(
  "PUBLISH",
  channel,
  '{"kind":"product","product":' .. document .. ',"stock":{' .. table.concat(levels, ",") .. "}}"
)
return { "ok" }
