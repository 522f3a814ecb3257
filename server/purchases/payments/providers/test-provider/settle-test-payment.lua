-- Moves a payment of the test provider into its final state; asking twice is the same as asking once.
-- Keys: 1 payment (hash: state, amountMinor, currency)
-- Arguments: 1 state to reach, 2… states from which it may be reached
-- Returns: the state afterwards, or false for a payment that was never authorised
local state = redis.call("HGET", KEYS[1], "state")
for i = 2, #ARGV do
  if state == ARGV[i] then
    redis.call("HSET", KEYS[1], "state", ARGV[1])
    return ARGV[1]
  end
end
return state
