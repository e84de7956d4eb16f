-- Floating point through tables: planets, a Mandelbrot set, a spectral norm.
local bodies = { { 0, 0, 0, 0, 0, 0, 39.47 }, { 4.84, -1.16, -0.10, 0.6, 2.8, -0.02, 0.037 }, { 8.34, 4.12, -0.4, -1.01, 1.82, 0.008, 0.011 } }
for _ = 1, 20000 do
  for i = 1, #bodies do
    local a = bodies[i]
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a[1] - b[1], a[2] - b[2], a[3] - b[3]
      local d2 = dx * dx + dy * dy + dz * dz
      local m = 0.001 / (d2 * math.sqrt(d2))
      a[4], a[5], a[6] = a[4] - dx * b[7] * m, a[5] - dy * b[7] * m, a[6] - dz * b[7] * m
      b[4], b[5], b[6] = b[4] + dx * a[7] * m, b[5] + dy * a[7] * m, b[6] + dz * a[7] * m
    end
  end
  for _, b in ipairs(bodies) do b[1], b[2], b[3] = b[1] + 0.001 * b[4], b[2] + 0.001 * b[5], b[3] + 0.001 * b[6] end
end
for _, b in ipairs(bodies) do print(string.format('%.15g %.15g %.15g', b[1], b[2], b[3])) end
local inside = 0
for y = -20, 20 do
  for x = -40, 20 do
    local cr, ci, r, i, n = x / 20, y / 20, 0.0, 0.0, 0
    while r * r + i * i < 4 and n < 60 do r, i, n = r * r - i * i + cr, 2 * r * i + ci, n + 1 end
    inside = inside + n
  end
end
print(inside)
