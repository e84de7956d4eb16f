-- Deep and wide recursion, tail calls, and the stack's end.
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local function ack(m, n)
  if m == 0 then return n + 1 elseif n == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, n - 1))
end
local function count(n, s) if n == 0 then return s end return count(n - 1, s + n) end
print(fib(25), ack(2, 300), count(1000000, 0))
local function over(n) return 1 + over(n + 1) end
local ok, message = pcall(over, 1)
print(ok, message:match('stack overflow'))
