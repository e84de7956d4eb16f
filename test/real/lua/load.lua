-- The compiler in the interpreter: load, dump, environments, generated code.
print(load('return 1 + 2 * 3 ^ 2 // 4 .. "x"')())
local env = { print = print, n = 3 }
load('n = n * 14; print(n)', 'chunk', 't', env)()
print(n, env.n)
local f = load(string.dump(function(a, b) local t = { a, b, a + b } return #t, t[3] end))
print(f(20, 22))
local source = { 'local t = {}' }
for i = 1, 3000 do source[#source + 1] = ('t[%d] = %d + %d * (%d - %d)'):format(i, i, i % 7, i, i % 13) end
source[#source + 1] = 'local s = 0 for _, v in ipairs(t) do s = s + v end return s'
print(load(table.concat(source, '\n'))())
local parts, i = { 'return ', '1', ' + ', '41' }, 0
print(load(function() i = i + 1 return parts[i] end)())
local locals = {}
for k = 1, 180 do locals[k] = 'local v' .. k .. ' = ' .. k end
print(load(table.concat(locals, ' ') .. ' return v1 + v90 + v180')())
print(load(('('):rep(150) .. '7' .. (')'):rep(150) == '' or 'return ' .. ('('):rep(150) .. '7' .. (')'):rep(150))())
