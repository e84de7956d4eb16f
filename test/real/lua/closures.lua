-- Upvalues shared and separate, varargs, goto, integer for-loops at their limits.
local fs = {}
for i = 1, 5 do local j = i * i; fs[i] = { get = function() return i + j end, set = function(v) j = v end } end
fs[2].set(100)
for i = 1, 5 do io.write(fs[i].get(), ' ') end
print(select('#', nil, nil), select(-1, 1, 2, 3), table.unpack({ 1, 2, 3 }, 2))
local function va(...) local a, b = ...; return select('#', ...), a, b, ... end
print(va(), va(1), (va(1, 2, 3)))
local n = 0
for i = math.maxinteger - 2, math.maxinteger do n = n + 1 end
for i = math.mininteger, math.mininteger + 2 do n = n + 1 end
print(n, pcall(function() for i = 1, 10, 0 do end end))
do local i = 1 ::top:: if i <= 3 then io.write(i, ' '); i = i + 1; goto top end end
for i = 1, 3 do for j = 1, 3 do if j == 2 then goto continue end io.write(i, j, ' ') ::continue:: end end
print()
local counter = (function() local c = 0; return function() c = c + 1; return c end end)()
for _ = 1, 100000 do counter() end
print(counter())
