-- The collector at work: weak tables, finalizers in order, both modes.
collectgarbage('generational')
local live = setmetatable({}, { __mode = 'k' })
local keep = {}
for i = 1, 2000 do local k = {}; live[k] = i; if i % 100 == 0 then keep[#keep + 1] = k end end
collectgarbage()
local n = 0
for _ in pairs(live) do n = n + 1 end
print(n)
collectgarbage('incremental')
local order = {}
for i = 1, 5 do setmetatable({}, { __gc = function() order[#order + 1] = i end }) end
collectgarbage(); collectgarbage()
print(table.concat(order, ' '))
local list
for i = 1, 200000 do list = { list, i }; if i % 1000 == 0 then list = nil end end
for i = 1, 50 do local s = string.rep('x', i * 1000) .. i; assert(#s > i * 1000) end
print(collectgarbage('count') < 100000, collectgarbage('step') ~= nil)
