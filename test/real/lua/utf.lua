-- UTF-8 there and back, and os and io without a clock.
local s = 'aß€𝄞z'
for p, c in utf8.codes(s) do io.write(p, '=', c, ' ') end
print(utf8.len(s), utf8.offset(s, 3), utf8.codepoint(s, 1, -1))
print(utf8.len('\xff'), utf8.char(72, 228, 8364, 119070), s:upper(), #s)
for c in s:gmatch(utf8.charpattern) do io.write('[', c, ']') end
print(os.time { year = 2000, month = 1, day = 1, hour = 0 } - os.time { year = 1999, month = 12, day = 31, hour = 0 }, os.date('!%Y-%m-%d %H:%M:%S', 86400))
local name = os.tmpname()
local file = assert(io.open(name, 'w'))
file:write('line one\n', 2, ' ', 3.5, '\nlast')
file:close()
for line in io.lines(name) do io.write('<', line, '>') end
file = io.open(name)
print(file:read('l', 'n', 'n', 'L', 'a'), file:seek('set', 5), file:read(3), file:seek('end'))
file:close()
print(os.remove(name), io.open(name), os.getenv('NO_SUCH_VARIABLE_HERE'))
