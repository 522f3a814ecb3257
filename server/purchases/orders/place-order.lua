-- Takes the stock of a whole cart and writes everything that follows from it, or changes nothing at all.
-- Keys: 1 attempt, 2 cart, 3 products, 4 stock, 5 consent, 6 orders, 7 order visitors, 8 order index, 9 orders of the
--       visitor, 10 order sequence, 11 settlements, 12 events
-- Arguments: 1 token of the try, 2 order id, 3 visitor id, 4 order JSON without its number, 5 year of the order number,
--            6 lines JSON [{productId, variantId, quantity, unitPriceMinor, currency}], 7 channel of the brand's changes,
--            8 placed at (ms), 9 events JSON (one flat [field, value, …] each), 10 how long the attempt is remembered (ms)
-- Returns: {"placed", order JSON} | {"superseded"} | {"cart_changed"} | {"price_changed", variant id}
--          | {"out_of_stock", variant id, units wanted, units left}
local attempt, cart, products, stock, consent, orders = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local lines = cjson.decode(ARGV[6])

local function sumPerVariant()
  local sums, order = {}, {}
  for _, line in ipairs(lines) do
    if not sums[line.variantId] then
      sums[line.variantId] = 0
      order[#order + 1] = line.variantId
    end
    sums[line.variantId] = sums[line.variantId] + line.quantity
  end
  return sums, order
end

local function isCart(sums, variants)
  local found = redis.call("HGETALL", cart)
  if #found ~= 2 * #variants then return false end
  for i = 1, #found, 2 do
    if sums[found[i]] ~= tonumber(found[i + 1]) then return false end
  end
  return true
end

local function isPrice(line)
  local document = redis.call("HGET", products, line.productId)
  if not document then return false end
  for _, variant in ipairs(cjson.decode(document).variants) do
    if variant.id == line.variantId then
      return variant.priceMinor == line.unitPriceMinor and variant.currency == line.currency
    end
  end
  return false
end

-- As in analytics/append-events.lua: the id of an entry is the event's time or the next free one behind it.
local function appendEvent(fields)
  local added = redis.pcall("XADD", KEYS[12], ARGV[8] .. "-*", unpack(fields))
  if type(added) ~= "table" or not added.err then return end
  local newestEntry = redis.call("XREVRANGE", KEYS[12], "+", "-", "COUNT", 1)[1]
  local free = newestEntry and string.match(newestEntry[1], "^%d+") .. "-*" or "*"
  redis.call("XADD", KEYS[12], free, unpack(fields))
end

local found = redis.call("HMGET", attempt, "state", "token")
if found[1] ~= "pending" or found[2] ~= ARGV[1] then return { "superseded" } end

local sums, variants = sumPerVariant()
if #variants == 0 or not isCart(sums, variants) then return { "cart_changed" } end
for _, line in ipairs(lines) do
  if not isPrice(line) then return { "price_changed", line.variantId } end
end
for _, variantId in ipairs(variants) do
  local left = tonumber(redis.call("HGET", stock, variantId) or "0")
  if left < sums[variantId] then
    return { "out_of_stock", variantId, tostring(sums[variantId]), string.format("%d", left) }
  end
end

local sequence = redis.call("INCR", KEYS[10])
local number = string.format("V-%s-%06d", ARGV[5], sequence)
local order = '{"number":"' .. number .. '",' .. string.sub(ARGV[4], 2)
redis.call("HSET", orders, ARGV[2], order)
redis.call("HSET", KEYS[7], ARGV[2], ARGV[3])
redis.call("ZADD", KEYS[8], sequence, ARGV[2])
redis.call("ZADD", KEYS[9], sequence, ARGV[2])
redis.call("DEL", cart)
redis.call("HSET", attempt, "state", "paid", "outcome", order)
redis.call("PEXPIRE", attempt, ARGV[10])
redis.call("HSET", KEYS[11], ARGV[2], "captured")
for _, variantId in ipairs(variants) do
  local left = redis.call("HINCRBY", stock, variantId, -sums[variantId])
  redis.call("PUBLISH", ARGV[7], cjson.encode({ kind = "stock", variantId = variantId, stock = left }))
end
local agreed = redis.call("GET", consent)
if agreed and cjson.decode(agreed).analytics == true then
  for _, fields in ipairs(cjson.decode(ARGV[9])) do
    appendEvent(fields)
  end
end
return { "placed", order }
