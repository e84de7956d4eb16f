-- Coroutines: generators, errors through them, closing, wrapping inside wrapping.
local function permutations(a, n)
  n = n or #a
  if n <= 1 then coroutine.yield(a) else
    for i = 1, n do
      a[n], a[i] = a[i], a[n]
      permutations(a, n - 1)
      a[n], a[i] = a[i], a[n]
    end
  end
end
local n, h = 0, 0
for p in coroutine.wrap(function() permutations { 1, 2, 3, 4, 5, 6, 7 } end) do
  n = n + 1
  h = (h * 131 + p[1] * 10 + p[7]) % 1000000007
end
print(n, h)
local co = coroutine.create(function(a, b) local c = coroutine.yield(a + b); error({ code = c }) end)
print(coroutine.resume(co, 1, 2), coroutine.status(co))
local ok, e = coroutine.resume(co, 42)
print(ok, e.code, coroutine.status(co), coroutine.resume(co))
local closed = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function() print('closed') end })
  coroutine.yield(1)
end)
coroutine.resume(closed)
print(coroutine.close(closed), coroutine.isyieldable())
local function gen(k) return coroutine.wrap(function() for i = 1, k do coroutine.yield(i) end end) end
local s = 0
for i in gen(200) do for j in gen(i) do s = s + j end end
print(s)
