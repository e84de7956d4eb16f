-- The string library: formats, patterns, packing.
print(string.format('%5d|%-5d|%05d|%+d|%x|%X|%o|%c|%e|%g|%a', 42, 42, 42, 42, 255, 255, 8, 65, 12345.678, 1e20, 0.5))
print(string.format('%q', 'a\n"b"\0c'), string.format('%-10s|%10.3s|', 'left', 'right'))
print(('hello world from lua'):gsub('(%w+)', '<%1>'), ('x = 1, y = 2'):gsub('(%w+) = (%w+)', '%2 = %1'))
for k, v in string.gmatch('a=1, b=22, c=333', '(%w+)=(%w+)') do io.write(k, ':', v, ' ') end
print(('THE (quick) fox'):find('%((%a+)%)'), ('  trim  '):match('^%s*(.-)%s*$'), ('f(a(b)c)d'):match('%b()'))
print(('abc'):byte(1, -1), ('abc'):rep(3, '-'), ('abc'):reverse(), ('aBc'):upper(), ('aBc'):lower())
local p = string.pack('<i1i2i4i8fdz s2', -1, -2, -3, -4, 1.5, 2.5, 'zero', 'counted')
print(#p, string.unpack('<i1i2i4i8fdz s2', p))
print(tostring(1e15), tostring(1e16), 2 ^ 53, 1e100, -0.0, 1 / 0, 0x7fffffffffffffff, 1e308 * 10)
print(tonumber('0x1p4'), tonumber('  12  '), tonumber('1e'), tonumber('zz', 36), tonumber('8', 8), math.tointeger('8'))
local parts = {}
for i = 1, 5000 do parts[#parts + 1] = i % 7 end
print(#table.concat(parts, ','))
