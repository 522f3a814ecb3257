-- Deletes a product with its variants and their stock. Nobody is told: it stands in no room.
-- Keys: 1 products, 2 variants, 3 stock
-- Arguments: 1 product id
-- Returns: 1, or 0 when there is no such product
local products, variants, stock = KEYS[1], KEYS[2], KEYS[3]
local productId = ARGV[1]

local document = redis.call("HGET", products, productId)
if not document then return 0 end
for _, variant in ipairs(cjson.decode(document).variants) do
  redis.call("HDEL", variants, variant.id)
  redis.call("HDEL", stock, variant.id)
end
redis.call("HDEL", products, productId)
return 1
