-- Cellular automata: tables of tables, and strings built by the row.
local w, h = 40, 24
local g = {}
local x = 7
for y = 1, h do g[y] = {} for i = 1, w do x = (x * 1664525 + 1013904223) % 4294967296; g[y][i] = x // 65536 % 3 == 0 end end
local function step(old)
  local new = {}
  for y = 1, h do
    local row = {}
    for i = 1, w do
      local n = 0
      for dy = -1, 1 do for dx = -1, 1 do if (dx ~= 0 or dy ~= 0) and old[(y + dy - 1) % h + 1][(i + dx - 1) % w + 1] then n = n + 1 end end end
      row[i] = n == 3 or old[y][i] and n == 2
    end
    new[y] = row
  end
  return new
end
for _ = 1, 60 do g = step(g) end
for y = 1, h do local line = {} for i = 1, w do line[i] = g[y][i] and '#' or '.' end print(table.concat(line)) end
