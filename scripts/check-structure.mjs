/**
 * Checks what the design rules say about the tree: who may import whom, no cycles, sizes, folder
 * depth, nothing unused, no dead link in the documents. Prints `file:line: what is wrong`, and
 * exits with 1 if anything is.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'rolldown/utils';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const MAX_FILE = 700;
const MAX_FUNCTION = 60;
const MAX_SWITCH_FUNCTION = 150;
const MAX_LINE = 100;
const MAX_DEPTH = 3;
/** From this share of a function on, its switch makes it a table. */
const TABLE_SHARE = 0.6;

/** What everything in compiler/ and backends/ may import. */
const COMMON = ['source', 'diagnostics', 'numbers', 'options'].map((name) => `compiler/${name}.ts`);
const IR = ['compiler/ir/', ...COMMON];
const MACHINE = ['backends/machine/', 'backends/allocation/', ...IR];
/** The names of attributes and builtins that there are, which __has_attribute tells. */
const FEATURES = 'compiler/preprocess/features.ts';
const TYPED = ['compiler/types.ts', 'compiler/typed.ts'];

const FRONT_END = [
  ...['compiler/preprocess/', 'compiler/grammar/', 'compiler/check/', 'compiler/ast.ts'],
  ...[...TYPED, ...COMMON],
];

/**
 * Who may import what: the first row whose prefix fits a file holds for it. A file may always
 * import its folder.
 */
const IMPORTS = [
  ['compiler/preprocess/', COMMON],
  ['compiler/grammar/', ['compiler/preprocess/', 'compiler/ast.ts', ...COMMON]],
  ['compiler/check/', ['compiler/ast.ts', FEATURES, ...TYPED, ...COMMON]],
  ['compiler/lower/', [...TYPED, ...IR]],
  ['compiler/ir/', COMMON],
  ['compiler/optimize/', ['compiler/optimize/', ...IR]],
  ['compiler/compile.ts', ['compiler/']],
  ['compiler/typed.ts', ['compiler/types.ts', ...COMMON]],
  ['compiler/types.ts', ['compiler/ast.ts', ...COMMON]],
  ['compiler/', COMMON],
  ['backends/allocation/check.ts', ['backends/allocation/', 'backends/machine/', ...IR]],
  ['backends/allocation/', MACHINE],
  ['backends/machine/', MACHINE],
  ['backends/shuttle/', MACHINE],
  ['backends/linear-scan/', MACHINE],
  ['backends/x86-64/', MACHINE],
  ['backends/riscv64/', MACHINE],
  ['backends/index.ts', ['backends/', ...IR]],
  ['backends/toolchain.ts', COMMON],
  // Rewriting C without changing its meaning takes a front end; nothing behind it is known.
  ['torture-lite/rewrite/', ['torture-lite/', ...FRONT_END]],
  [
    'torture-lite/rewrite/',
    [
      'compiler/preprocess/',
      'compiler/grammar/',
      'compiler/check/',
      'compiler/ast.ts',
      ...TYPED,
      ...COMMON,
    ],
  ],
  ['torture-lite/', ['torture-lite/rewrite/']],
  ['audit/', ['audit/', 'torture-lite/']],
  ['cli/torture.ts', ['torture-lite/', 'cli/']],
  ['cli/fuzz.ts', ['torture-lite/', 'cli/']],
  ['cli/reduce.ts', ['torture-lite/', 'cli/']],
  ['cli/audit.ts', ['audit/', 'cli/']],
  // Both run the programs that they compile.
  ['cli/attribution.ts', ['audit/', 'compiler/', 'backends/', 'cli/']],
  ['cli/bisect.ts', ['audit/', 'compiler/', 'backends/', 'cli/']],
  ['cli/', ['compiler/', 'backends/', 'cli/']],
  ['test/', ['']],
  ['scripts/', ['']],
  ['vitest.config.ts', ['']],
];

/** Where programs begin: used by nobody, and so is what they export. */
const ENTRIES = /^(cli\/(cc|goodhart)\.ts|vitest\.config\.ts|scripts\/|test\/)/;

const FOLDERS = ['audit', 'backends', 'cli', 'compiler', 'scripts', 'test', 'torture-lite'];

const faults = [];
function fault(file, line, message) {
  faults.push({ file, line, message });
}

function walk(folder, found = []) {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (path.split('/').length > MAX_DEPTH) fault(path, 1, `deeper than ${MAX_DEPTH} folders`);
      walk(path, found);
    } else if (/\.(ts|mjs|ohm)$/.test(entry.name) && !entry.name.endsWith('.d.ts')) {
      found.push(path);
    }
  }
  return found;
}

/** Reads a file, with the start of each line. */
function readSource(file) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineAt = (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  return { file, text, lineAt, imports: [], exports: [], used: new Map() };
}

function checkLines(source) {
  const lines = source.text.split('\n');
  if (lines.length - 1 > MAX_FILE)
    fault(source.file, 1, `${lines.length - 1} lines, over ${MAX_FILE}`);
  lines.forEach((line, index) => {
    const columns = [...line].length;
    if (columns > MAX_LINE) fault(source.file, index + 1, `${columns} columns, over ${MAX_LINE}`);
  });
}

/** Calls `visit` for each node of a tree, with the nodes above it. */
function eachNode(node, visit, above = []) {
  if (Array.isArray(node)) {
    for (const one of node) eachNode(one, visit, above);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') {
    visit(node, above);
    above = [...above, node];
  }
  for (const key in node) if (key !== 'parent') eachNode(node[key], visit, above);
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

function checkFunction(source, node) {
  const lines = (one) => source.lineAt(one.end) - source.lineAt(one.start) + 1;
  const length = lines(node);
  if (length <= MAX_FUNCTION || source.file.startsWith('test/')) return;
  let largest = 0;
  eachNode(node.body, (one) => {
    if (one.type === 'SwitchStatement') largest = Math.max(largest, lines(one));
  });
  const limit = largest >= TABLE_SHARE * length ? MAX_SWITCH_FUNCTION : MAX_FUNCTION;
  if (length <= limit) return;
  fault(source.file, source.lineAt(node.start), `a function of ${length} lines, over ${limit}`);
}

/** Notes a file's imports and exports, and checks its functions. */
function readTree(source) {
  const lang = source.file.endsWith('.ts') ? 'ts' : 'js';
  const { program, errors } = parseSync(source.file, source.text, { lang });
  if (errors.length > 0) fault(source.file, 1, errors[0].message);
  eachNode(program, (node) => {
    if (FUNCTIONS.has(node.type)) checkFunction(source, node);
    else if (node.type === 'ImportDeclaration') noteImport(source, node);
    else if (node.type === 'ImportExpression') noteDynamicImport(source, node);
    else if (node.type === 'ExportNamedDeclaration') noteExport(source, node);
    else if (node.type === 'ExportAllDeclaration' || node.type === 'TSImportType') {
      const from = node.source ?? node.argument;
      if (from?.value) addImport(source, from, ['*']);
    }
  });
}

function addImport(source, literal, names) {
  if (!literal.value.startsWith('.')) return;
  const path = relative(ROOT, join(ROOT, dirname(source.file), literal.value));
  source.imports.push({ path, line: source.lineAt(literal.start), names });
}

function noteImport(source, node) {
  const names = node.specifiers.map((one) => {
    return one.type === 'ImportSpecifier' ? (one.imported.name ?? one.imported.value) : '*';
  });
  addImport(source, node.source, names);
}

function noteDynamicImport(source, node) {
  if (node.source.type === 'Literal') addImport(source, node.source, ['*']);
}

function noteExport(source, node) {
  if (node.source)
    addImport(
      source,
      node.source,
      node.specifiers.map((one) => one.local.name),
    );
  const line = source.lineAt(node.start);
  const { declaration } = node;
  if (declaration?.type === 'VariableDeclaration') {
    for (const one of declaration.declarations) source.exports.push({ name: one.id.name, line });
  } else if (declaration && /^(Function|Class)Declaration$/.test(declaration.type)) {
    source.exports.push({ name: declaration.id.name, line });
  }
  for (const one of node.specifiers) source.exports.push({ name: one.exported.name, line });
}

function checkImports(source) {
  const [, allowed] = IMPORTS.find(([prefix]) => source.file.startsWith(prefix)) ?? ['', []];
  const own = `${dirname(source.file)}/`;
  for (const { path, line } of source.imports) {
    const inside = own !== 'compiler/' && own !== 'backends/' && path.startsWith(own);
    const fine = inside || allowed.some((prefix) => path.startsWith(prefix));
    if (!fine && !path.endsWith('.json')) fault(source.file, line, `may not import ${path}`);
  }
}

/** Reports each cycle once, at the import that closes it. */
function checkCycles(sources) {
  const state = new Map();
  const visit = (source, path) => {
    state.set(source, 'open');
    for (const { path: to, line } of source.imports) {
      const next = sources.get(to);
      if (!next) continue;
      if (state.get(next) === 'open') {
        const cycle = [...path.slice(path.indexOf(next.file)), source.file, next.file];
        const names = path.includes(next.file) ? cycle : [source.file, next.file];
        fault(source.file, line, `an import cycle: ${names.join(' > ')}`);
      } else if (!state.has(next)) visit(next, [...path, source.file]);
    }
    state.set(source, 'done');
  };
  for (const source of sources.values()) if (!state.has(source)) visit(source, []);
}

function checkUnused(sources) {
  for (const source of sources.values()) {
    for (const { path, names } of source.imports) {
      const used = sources.get(path)?.used;
      if (used) for (const name of names) used.set(name, true);
    }
  }
  for (const { file, text, used, exports } of sources.values()) {
    if (ENTRIES.test(file) || file.endsWith('.ohm')) continue;
    if (used.size === 0) fault(file, 1, 'no file imports this one');
    else if (!used.has('*')) {
      for (const { name, line } of exports) {
        const known = used.has(name) || text.match(new RegExp(`\\b${name}\\b`, 'g')).length > 1;
        if (!known) fault(file, line, `nothing uses ${name}`);
      }
    }
  }
}

/** Reports links of a Markdown file to files that there are not. */
function checkLinks(file) {
  readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .forEach((line, index) => {
      for (const [, target] of line.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
        if (/^[a-z]+:/.test(target) || existsSync(join(ROOT, dirname(file), target))) continue;
        fault(file, index + 1, `links to ${target}, which is not there`);
      }
    });
}

const sources = new Map();
for (const file of [...FOLDERS.flatMap((folder) => walk(folder)), 'vitest.config.ts']) {
  const source = readSource(file);
  sources.set(file, source);
  checkLines(source);
  if (!file.endsWith('.ohm')) readTree(source);
}
for (const source of sources.values()) checkImports(source);
checkCycles(sources);
checkUnused(sources);
const documents = readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`);
for (const file of ['README.md', 'CHANGELOG.md', ...documents]) checkLinks(file);
faults.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
for (const { file, line, message } of faults) console.log(`${file}:${line}: ${message}`);
if (faults.length > 0) {
  console.log(`${faults.length} faults of structure in ${sources.size} files`);
  process.exitCode = 1;
}
