-- Bit operations in bulk: CRC-32, MD-like mixing, base64, xorshift.
local crc = {}
for i = 0, 255 do local c = i for _ = 1, 8 do c = c & 1 == 1 and (c >> 1) ~ 0xEDB88320 or c >> 1 end crc[i] = c end
local function crc32(s) local c = 0xFFFFFFFF for i = 1, #s do c = crc[(c ~ s:byte(i)) & 255] ~ (c >> 8) end return c ~ 0xFFFFFFFF end
print(string.format('%08x %08x', crc32('123456789'), crc32(('lua'):rep(5000))))
local x, h = 88172645463325252, 0
for _ = 1, 100000 do x = x ~ (x << 13); x = x ~ (x >> 7); x = x ~ (x << 17); h = h * 31 + x end
print(x, h)
local digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
local function base64(s)
  local out = {}
  for i = 1, #s, 3 do
    local a, b, c = s:byte(i, i + 2)
    local v = a << 16 | (b or 0) << 8 | (c or 0)
    for k = 0, 3 do
      local d = v >> 18 - 6 * k & 63
      out[#out + 1] = (k == 2 and not b or k == 3 and not c) and '=' or digits:sub(d + 1, d + 1)
    end
  end
  return table.concat(out)
end
print(base64('Hello, world!'), base64('ab'), #base64(('x'):rep(9999)))
