-- Search: eight queens, knapsack, shortest edit, a maze.
local function queens(n)
  local count, cols, d1, d2 = 0, {}, {}, {}
  local function place(r)
    if r > n then count = count + 1 return end
    for c = 1, n do
      if not cols[c] and not d1[r + c] and not d2[r - c] then
        cols[c], d1[r + c], d2[r - c] = true, true, true
        place(r + 1)
        cols[c], d1[r + c], d2[r - c] = nil, nil, nil
      end
    end
  end
  place(1)
  return count
end
print(queens(6), queens(8))
local function edit(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #b do
      local up = row[j]
      row[j] = math.min(up + 1, row[j - 1] + 1, diagonal + (a:byte(i) == b:byte(j) and 0 or 1))
      diagonal = up
    end
  end
  return row[#b]
end
print(edit('kitten', 'sitting'), edit(('abcde'):rep(40), ('badce'):rep(40)))
local best = {}
for w = 0, 500 do best[w] = 0 end
for i = 1, 60 do local weight, value = i * 7 % 23 + 1, i * 13 % 37 for w = 500, weight, -1 do best[w] = math.max(best[w], best[w - weight] + value) end end
print(best[500], best[250], best[13])
