-- Matrices of floats and of integers, determinants, powers.
local function make(n, f) local m = {} for i = 1, n do m[i] = {} for j = 1, n do m[i][j] = f(i, j) end end return m end
local function mul(a, b)
  local n = #a
  return make(n, function(i, j) local s = 0 for k = 1, n do s = s + a[i][k] * b[k][j] end return s end)
end
local a = make(60, function(i, j) return 1 / (i + j) end)
local p = mul(mul(a, a), a)
print(string.format('%.14g %.14g', p[1][1], p[60][60]))
local f = make(2, function(i, j) return i * j == 4 and 0 or 1 end)
local r = f
for _ = 1, 100 do r = mul(r, f) end
print(r[1][1], r[1][2], r[2][2])
local d, det = make(12, function(i, j) return (i * 7 + j * j * 3) % 11 + (i == j and 5 or 0) end), 1.0
for c = 1, 12 do
  for i = c + 1, 12 do
    local k = d[i][c] / d[c][c]
    for j = c, 12 do d[i][j] = d[i][j] - k * d[c][j] end
  end
  det = det * d[c][c]
end
print(string.format('%.8g', det))
