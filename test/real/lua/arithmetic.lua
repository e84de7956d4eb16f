-- Integers and floats, where they meet and where they end.
local values = { 0, 1, -1, 7, -7, 3.5, -3.5, math.maxinteger, math.mininteger, 1e15, 0.1 }
for _, a in ipairs(values) do
  for _, b in ipairs(values) do
    io.write(tostring(a + b), ' ', tostring(a - b), ' ', tostring(a * b), ' ', tostring(a < b), ' ')
    if b ~= 0 then io.write(tostring(a // b), ' ', tostring(a % b), ' ', tostring(a / b), ' ') end
    print(a == b, a <= b)
  end
end
print(1 << 63, 1 << 64, -1 >> 1, -1 >> 63, 5 & 3, 5 | 3, 5 ~ 3, ~5, 1 << -1)
print(math.floor(-3.5), math.ceil(-3.5), math.fmod(-7, 3), math.modf(-3.25), math.ult(1, -1), math.abs(math.mininteger))
print(pcall(function() return 1 // 0 end), pcall(function() return 2.5 | 1 end), 1.0 // 0, -1 % math.huge)
for _, f in ipairs { 'sqrt', 'exp', 'log', 'sin', 'cos', 'tan', 'atan' } do print(f, string.format('%.12g', math[f](0.75))) end
for i = 1.0, 2.0, 0.25 do io.write(i, ' ') end
for i = 10, 1, -3 do io.write(i, ' ') end
print()
