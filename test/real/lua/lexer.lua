-- A calculator of big text: lexer, precedence climbing, a virtual machine.
local function lex(s)
  local out, at = {}, 1
  while at <= #s do
    local n = s:match('^%d+%.?%d*', at)
    if n then out[#out + 1] = { 'n', tonumber(n) }; at = at + #n
    elseif s:find('^%s', at) then at = at + 1
    else out[#out + 1] = { s:sub(at, at) }; at = at + 1 end
  end
  return out
end
local prec = { ['+'] = { 1, 2 }, ['-'] = { 1, 2 }, ['*'] = { 3, 4 }, ['/'] = { 3, 4 }, ['%'] = { 3, 4 }, ['^'] = { 8, 7 } }
local function compile(tokens)
  local code, at = {}, 1
  local expr
  local function atom()
    local t = tokens[at]
    at = at + 1
    if t[1] == 'n' then code[#code + 1] = t elseif t[1] == '-' then expr(6); code[#code + 1] = { 'neg' }
    elseif t[1] == '(' then expr(0); at = at + 1 else error('unexpected ' .. t[1]) end
  end
  function expr(limit)
    atom()
    while tokens[at] and prec[tokens[at][1]] and prec[tokens[at][1]][1] > limit do
      local op = tokens[at][1]
      at = at + 1
      expr(prec[op][2] - 1)
      code[#code + 1] = { op }
    end
  end
  expr(0)
  return code
end
local ops = { ['+'] = function(a, b) return a + b end, ['-'] = function(a, b) return a - b end, ['*'] = function(a, b) return a * b end, ['/'] = function(a, b) return a / b end, ['%'] = function(a, b) return a % b end, ['^'] = function(a, b) return a ^ b end }
local function run(code)
  local s = {}
  for _, c in ipairs(code) do
    if c[1] == 'n' then s[#s + 1] = c[2] elseif c[1] == 'neg' then s[#s] = -s[#s]
    else local b = table.remove(s); s[#s] = ops[c[1]](s[#s], b) end
  end
  return s[1]
end
for _, e in ipairs { '1 + 2 * 3', '(1 + 2) * 3', '2 ^ 3 ^ 2', '-2 ^ 2', '10 - 4 - 3', '7 % 4 * 2.5', '((((8))))/4' } do print(e, run(compile(lex(e)))) end
local long = {}
for i = 1, 4000 do long[i] = '(' .. i .. ' * 3 - ' .. i % 17 .. ')' end
print(run(compile(lex(table.concat(long, ' + ')))), pcall(compile, lex('1 + )')))
