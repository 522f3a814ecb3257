-- Sets an amount aside under a key; a key that is known keeps its first amount.
-- Keys: 1 payment (hash: state, amountMinor, currency)
-- Arguments: 1 amount in minor units, 2 currency
-- Returns: {state, amount in minor units, currency} as they are afterwards
if redis.call("EXISTS", KEYS[1]) == 0 then
  redis.call("HSET", KEYS[1], "state", "authorized", "amountMinor", ARGV[1], "currency", ARGV[2])
end
return redis.call("HMGET", KEYS[1], "state", "amountMinor", "currency")
