/**
 * SQL of many kinds from a seed, the same on every machine: what a SQLite built by one compiler
 * prints for it must be what one built by another prints.
 *   node scripts/sqlite-statements.mjs [SEED [COUNT]]
 */
const [seed = '1', count = '200'] = process.argv.slice(2);
let state = BigInt(seed) * 2862933555777941757n + 3037000493n;

function random(limit) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
  return Number((state >> 33n) % BigInt(limit));
}
const pick = (list) => list[random(list.length)];
const word = () =>
  pick(['red', 'Green', 'blue', 'ÄRGER', "it''s", 'x', '', 'zebra', '12abc', '3.5']);
const constant = () =>
  pick([
    () => String(random(2000) - 1000),
    () => `${random(1000)}.${random(100)}`,
    () => `'${word()}'`,
    () => 'NULL',
    () => `x'${random(65536).toString(16).padStart(4, '0')}'`,
    () => '9223372036854775807',
  ])();
const column = () => pick(['a', 'b', 'c', 'd', 'id']);

/** An expression of depth at most `depth`. */
function expression(depth) {
  if (depth === 0) return random(2) ? column() : constant();
  const e = () => expression(depth - 1);
  return pick([
    () => `(${e()} ${pick(['+', '-', '*', '/', '%', '||', '&', '|', '<<', '>>'])} ${e()})`,
    () => `(${e()} ${pick(['<', '<=', '=', '<>', 'IS', 'IS NOT', 'LIKE', 'GLOB'])} ${e()})`,
    () => `(${e()} BETWEEN ${e()} AND ${e()})`,
    () => `CASE WHEN ${e()} THEN ${e()} ELSE ${e()} END`,
    () => `${pick(['abs', 'length', 'upper', 'hex', 'typeof', 'quote', 'trim'])}(${column()})`,
    () => `coalesce(${e()}, ${e()})`,
    () => `CAST(${e()} AS ${pick(['INTEGER', 'REAL', 'TEXT', 'NUMERIC'])})`,
    () => `substr(${column()}, ${random(7) - 3}, ${random(5)})`,
    () => `printf('%5d|%.3f|%s|%x', ${column()}, ${e()}, ${e()}, ${column()})`,
    () => `round(${e()}, ${random(4)})`,
    () => `(${column()} IN (${constant()}, ${constant()}, ${column()}))`,
    () => `instr(${e()}, ${e()})`,
    () => `(NOT ${e()})`,
    () => `json_extract(json_array(${random(9)}, '${word()}', ${random(9)}), '$[${random(4)}]')`,
    () => `strftime('%Y-%m-%d %H:%M', ${random(40000)} * 86400, 'unixepoch')`,
  ])();
}

const table = () => pick(['t1', 't2', 't3']);
const condition = () => expression(1 + random(2));
const row = () => `(${constant()}, ${constant()}, ${constant()}, ${constant()})`;
const rows = () => Array.from({ length: 1 + random(12) }, row).join(', ');
const order = () => `ORDER BY ${column()}, id LIMIT ${1 + random(20)} OFFSET ${random(3)}`;

const STATEMENTS = [
  () => `INSERT INTO ${table()}(a, b, c, d) VALUES ${rows()};`,
  () => `INSERT INTO ${table()}(a, b, c, d) VALUES ${rows()};`,
  () => `SELECT id, a, b, ${expression(2)} FROM ${table()} WHERE ${condition()} ${order()};`,
  () => `SELECT ${expression(3)}, ${expression(2)} FROM ${table()} ORDER BY id LIMIT 9;`,
  () => `SELECT ${column()}, count(*), sum(a), min(b), max(c), avg(d), total(a) FROM ${table()}
  GROUP BY 1 HAVING count(*) > ${random(3)} ORDER BY 1 LIMIT 15;`,
  () => `SELECT x.id, y.id, x.a FROM ${table()} x ${pick(['', 'LEFT '])}JOIN ${table()} y
  ON x.a = y.${pick(['a', 'b'])} ORDER BY 1, 2 LIMIT 20;`,
  () => `UPDATE ${table()} SET a = ${expression(1)}, b = ${expression(1)}
  WHERE id % ${2 + random(7)} = 1;`,
  () => `DELETE FROM ${table()} WHERE id % ${7 + random(20)} = 3 AND ${condition()};`,
  () => `SELECT id, a, row_number() OVER (ORDER BY a, id), rank() OVER (PARTITION BY typeof(b)
  ORDER BY b), sum(id) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
  FROM ${table()} ORDER BY id LIMIT 12;`,
  () => `WITH RECURSIVE f(n, x, y) AS (VALUES(0, 0, 1) UNION ALL
  SELECT n + 1, y, x + y FROM f WHERE n < ${20 + random(60)}) SELECT max(x), count(*) FROM f;`,
  () => `SELECT ${column()} FROM ${table()} ${pick(['UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT'])}
  SELECT ${column()} FROM ${table()} ORDER BY 1 LIMIT 25;`,
  () => `CREATE INDEX IF NOT EXISTS i${random(9)} ON ${table()}(${column()}, ${column()} DESC);`,
  () => `SELECT group_concat(quote(${column()}), ';') FROM (SELECT * FROM ${table()}
  ORDER BY id LIMIT 30);`,
  () => `BEGIN; UPDATE ${table()} SET c = c || 'x' WHERE id < 20;
  ${pick(['ROLLBACK', 'COMMIT'])}; SELECT count(*), sum(length(c)) FROM t1;`,
  () =>
    `SELECT count(*) FROM ${table()} WHERE id IN (SELECT id FROM ${table()}
  WHERE ${condition()}) AND EXISTS (SELECT 1 FROM ${table()} z WHERE z.a > t2.a);`.replace(
      /FROM \w+ WHERE/,
      'FROM t2 WHERE',
    ),
  () =>
    `INSERT OR REPLACE INTO kv VALUES ('${word()}', ${constant()}); SELECT * FROM kv ORDER BY 1;`,
  () => `SELECT DISTINCT typeof(a), typeof(b) FROM ${table()} ORDER BY 1, 2;`,
  () => `WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 300)
  INSERT INTO ${table()}(a, b, c, d) SELECT i * ${random(99)} % 17, i / ${1 + random(9)}.0,
  'w' || i, NULL FROM n;`,
  () => 'PRAGMA integrity_check; VACUUM;',
];

const out = [
  '.headers on',
  ...['t1', 't2', 't3'].map(
    (name) => `CREATE TABLE ${name}(id INTEGER PRIMARY KEY, a, b REAL, c TEXT, d NUMERIC);`,
  ),
  'CREATE TABLE kv(k TEXT PRIMARY KEY, v) WITHOUT ROWID;',
  'CREATE TABLE log(what, id);',
  "CREATE TRIGGER tr AFTER DELETE ON t1 BEGIN INSERT INTO log VALUES ('gone', old.id); END;",
];
for (let i = out.length; i < Number(count) - 1; i++) out.push(pick(STATEMENTS)());
out.push('SELECT count(*), total(id) FROM log;');
process.stdout.write(`${out.join('\n')}\n`);
