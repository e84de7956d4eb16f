-- A reader and writer of JSON: patterns, recursion, errors with positions.
local function encode(v)
  if type(v) == 'table' then
    local out = {}
    if #v > 0 then for i, x in ipairs(v) do out[i] = encode(x) end return '[' .. table.concat(out, ',') .. ']' end
    local keys = {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys)
    for i, k in ipairs(keys) do out[i] = encode(k) .. ':' .. encode(v[k]) end
    return '{' .. table.concat(out, ',') .. '}'
  elseif type(v) == 'string' then
    return '"' .. v:gsub('[%c"\\]', function(c) return string.format('\\u%04x', c:byte()) end) .. '"'
  end
  return tostring(v)
end
local function decode(s)
  local at = 1
  local value
  local function skip() at = s:find('%S', at) or #s + 1 end
  local function list(close, item)
    local out = {}
    at = at + 1; skip()
    while s:sub(at, at) ~= close do
      item(out); skip()
      if s:sub(at, at) == ',' then at = at + 1; skip() end
    end
    at = at + 1
    return out
  end
  function value()
    skip()
    local c = s:sub(at, at)
    if c == '{' then return list('}', function(o) local k = value(); skip(); at = at + 1; o[k] = value() end) end
    if c == '[' then return list(']', function(o) o[#o + 1] = value() end) end
    if c == '"' then
      local e = s:find('"', at + 1, true)
      local text = s:sub(at + 1, e - 1):gsub('\\u(%x%x%x%x)', function(h) return utf8.char(tonumber(h, 16)) end)
      at = e + 1
      return text
    end
    local word = s:match('^[%w.+-]+', at) or error('bad value at ' .. at)
    at = at + #word
    if word == 'true' then return true elseif word == 'false' then return false end
    return tonumber(word)
  end
  return value()
end
local doc = { name = 'x\n"y"', list = { 1, 2.5, true, { deep = { 'a', 'b' } } }, n = -12 }
local text = encode(doc)
print(text, encode(decode(text)) == text)
local big = {}
for i = 1, 2000 do big[i] = { id = i, name = 'n' .. i, tags = { 'a', 'b', i % 2 == 0 } } end
local s = encode(big)
print(#s, encode(decode(s)) == s, pcall(decode, '[1, ?]'))
