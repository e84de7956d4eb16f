-- Errors: values, positions, levels, handlers, to-be-closed variables on the way.
print(pcall(error)) print(pcall(error, 'text', 0)) print(select(2, pcall(error, 'text')))
print(select(2, pcall(function() local x; x.y = 1 end))) print(select(2, pcall(function() return 1 + {} end)))
print(select(2, pcall(function() return #5 end))) print(select(2, pcall(function() return 'a' < 1 end)))
print(select(2, pcall(function() undefinedfunction() end))) print(select(2, pcall(string.rep, 'x', -1)))
print(select(2, pcall(string.rep))) print(select(2, pcall(setmetatable, 1, 2)))
print(xpcall(function() error('inner') end, function(m) return 'handled: ' .. m:match('inner') end))
print(load('x = = 1')) print(load('for i = 1 do end')) print(load('goto nowhere')) print(load('x = "open'))
local out = {}
local function closer(n) return setmetatable({}, { __close = function(_, e) out[#out + 1] = n .. ':' .. tostring(e) end }) end
pcall(function() local a <close> = closer('a'); local b <close> = closer('b'); error('boom', 0) end)
print(table.concat(out, ' '))
local function nest(n) if n == 0 then error('deep', 0) end local ok, e = pcall(nest, n - 1); error(e .. n, 0) end
print(pcall(nest, 20))
print(tostring(nil), assert(1, 2), pcall(assert, false), pcall(assert, nil, 'said'))
