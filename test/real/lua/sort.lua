-- Sorting by the library and by hand, with and without a comparison.
local t = {}
local x = 12345
for i = 1, 60000 do x = (x * 1103515245 + 12345) % 2147483648; t[i] = x end
local u = table.move(t, 1, #t, 1, {})
table.sort(t)
table.sort(u, function(a, b) return a > b end)
local s = 0
for i = 1, #t do s = (s * 31 + t[i] - u[i]) % 1000000007; assert(t[i] == u[#u + 1 - i]) end
print(s, t[1], u[1])
