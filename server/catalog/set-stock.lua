-- Sets how many units of a variant are left, for instance after a stocktake.
-- Keys: 1 variants, 2 stock
-- Arguments: 1 variant id, 2 units, 3 channel of the brand's changes, 4 product id that the variant must belong to
-- Returns: 1, or 0 when the product has no such variant
local variants, stock = KEYS[1], KEYS[2]
local id, units, channel, productId = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if redis.call("HGET", variants, id) ~= productId then return 0 end
redis.call("HSET", stock, id, units)
redis.call("PUBLISH", channel, '{"kind":"stock","variantId":' .. cjson.encode(id) .. ',"stock":' .. units .. "}")
return 1
