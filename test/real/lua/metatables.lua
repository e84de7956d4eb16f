-- Every metamethod, inheritance, and proxies.
local V = {}
V.__index = V
local function vec(x, y) return setmetatable({ x = x, y = y }, V) end
for name, f in pairs {
  __add = function(a, b) return vec(a.x + b.x, a.y + b.y) end,
  __sub = function(a, b) return vec(a.x - b.x, a.y - b.y) end,
  __mul = function(a, k) return vec(a.x * k, a.y * k) end,
  __unm = function(a) return vec(-a.x, -a.y) end,
  __eq = function(a, b) return a.x == b.x and a.y == b.y end,
  __lt = function(a, b) return a.x < b.x end,
  __le = function(a, b) return a.x <= b.x end,
  __len = function(a) return 2 end,
  __concat = function(a, b) return tostring(a) .. '..' .. tostring(b) end,
  __call = function(self, k) return self.x + k end,
  __tostring = function(a) return '(' .. a.x .. ',' .. a.y .. ')' end,
  __idiv = function(a, k) return vec(a.x // k, a.y // k) end,
  __band = function(a, b) return 'band' end,
  __shl = function(a, b) return 'shl' end,
} do V[name] = f end
local a, b = vec(1, 2), vec(3, 4)
print(tostring(a + b), tostring(a - b), tostring(b * 3), tostring(-a), a == vec(1, 2), a < b, a <= b, #a, a .. b, a(10), tostring(b // 2), a & b, a << b)
local log = {}
local proxy = setmetatable({}, { __index = function(_, k) log[#log + 1] = 'get ' .. k; return k end, __newindex = function(t, k, v) log[#log + 1] = 'set ' .. k; rawset(t, k, v) end })
proxy.one = 1
print(proxy.one, proxy.two, table.concat(log, ';'))
local Base = { name = 'base' }; Base.__index = Base
function Base.new(c, o) return setmetatable(o or {}, c) end
function Base:hello() return 'hello ' .. self.name end
local Derived = setmetatable({ name = 'derived' }, Base); Derived.__index = Derived
print(Base:new():hello(), Derived:new():hello(), Derived.new(Derived, { name = 'own' }):hello())
