-- Writes a showroom if nobody changed it in the meantime, and tells the rooms: the message carries every product that
-- stands in it. Publishing a draft, the draft must still be the one that was read, and is marked as published.
-- Keys: 1 showrooms, 2 drafts, 3 products, 4 stock
-- Arguments: 1 showroom id, 2 document JSON with the next revision, 3 expected revision (0: must be new), 4 channel of the
--            brand's changes, 5 draft as it was read (JSON; "" when no draft is published), 6 draft to keep (JSON)
-- Returns: "ok" | "missing" | "conflict"
local showrooms, drafts, products, stock = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local id, document, expected, channel = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]
local draftRead, draftKept = ARGV[5], ARGV[6]

local current = redis.call("HGET", showrooms, id)
if not current and expected ~= 0 then return "missing" end
if current and cjson.decode(current).revision ~= expected then return "conflict" end
if draftRead ~= "" then
  if redis.call("HGET", drafts, id) ~= draftRead then return "conflict" end
  redis.call("HSET", drafts, id, draftKept)
end
redis.call("HSET", showrooms, id, document)

local placed, levels, seen = {}, {}, {}
for _, exhibit in ipairs(cjson.decode(document).layout.exhibits) do
  local product = not seen[exhibit.productId] and redis.call("HGET", products, exhibit.productId)
  seen[exhibit.productId] = true
  if product then
    placed[#placed + 1] = product
    for _, variant in ipairs(cjson.decode(product).variants) do
      local units = tonumber(redis.call("HGET", stock, variant.id) or "") or 0
      levels[#levels + 1] = string.format("%s:%d", cjson.encode(variant.id), units)
    end
  end
end
redis.call(
  "PUBLISH",
  channel,
  '{"kind":"showroom","showroom":'
    .. document
    .. ',"products":['
    .. table.concat(placed, ",")
    .. '],"stock":{'
    .. table.concat(levels, ",")
    .. "}}"
)
return "ok"
