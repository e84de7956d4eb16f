-- Tables that grow, shrink, hold holes and keys of every kind.
local t = {}
for i = 1, 1000 do t[i] = i end
for i = 1, 1000, 3 do t[i] = nil end
local c, s = 0, 0
for k, v in pairs(t) do c = c + 1; s = s + k * v end
print(c, s)
local mixed = { 1, 2, x = 3, [4.0] = 4, [2 ^ 53] = 5, [true] = 6, [-1] = 7 }
print(mixed[4], mixed[1 << 53], mixed[true], mixed[-1], #mixed, next({}), rawlen({ 1, 2 }), rawequal(t, t))
local q = {}
for i = 1, 300 do table.insert(q, 1, i) end
for i = 1, 100 do table.remove(q, 50) end
print(#q, q[1], q[50], q[#q], table.concat(q, ' ', 45, 55))
local words = {}
for i = 1, 20000 do words['k' .. i % 997] = (words['k' .. i % 997] or 0) + i end
local keys = {}
for k in pairs(words) do keys[#keys + 1] = k end
table.sort(keys)
print(#keys, keys[1], words[keys[1]], keys[#keys], words[keys[#keys]])
print(table.unpack(table.pack(1, nil, 3), 1, 3), pcall(table.concat, { 1, {}, 3 }))
