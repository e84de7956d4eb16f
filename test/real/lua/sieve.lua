-- Primes and big products of small numbers.
local n = 200000
local composite = {}
local count, sum = 0, 0
for i = 2, n do
  if not composite[i] then
    count, sum = count + 1, sum + i
    for j = i * i, n, i do composite[j] = true end
  end
end
print(count, sum)
local digits = { 1 }
for k = 2, 200 do
  local carry = 0
  for i = 1, #digits do
    local v = digits[i] * k + carry
    digits[i], carry = v % 10000, v // 10000
  end
  while carry > 0 do digits[#digits + 1] = carry % 10000; carry = carry // 10000 end
end
local out = { tostring(digits[#digits]) }
for i = #digits - 1, 1, -1 do out[#out + 1] = string.format('%04d', digits[i]) end
print(table.concat(out))
