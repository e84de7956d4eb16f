/**
 * Semantic analysis: gets the external declarations of a unit one after the other, gives typed
 * definitions as they come to be, and at the end what only the whole unit settles (tentative
 * definitions, string literals).
 */
import type { ExternalDeclaration } from '../ast.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { type CompileOptions, DATA_MODELS } from '../options.ts';
import type { TypedExternal } from '../typed.ts';
import { BasicTypes, pointerTo, type Type } from '../types.ts';
import type { Checker, ExpressionSeen, Rules } from './checker.ts';
import { declaration, defineTentative, staticAssertion } from './declarations.ts';
import { typeName } from './declarators.ts';
import { expression, vaListAddress } from './expressions.ts';
import { functionDefinition, nestedFunction } from './functions.ts';
import { objectInitializer } from './initializers.ts';
import { defineLiterals, stringText } from './literals.ts';
import { finishPragmas, noPragmas, pragma } from './pragmas.ts';
import { Scope } from './scope.ts';
import { specifiedType } from './specifiers.ts';
import { compound, statementExpression } from './statements.ts';
import { staticParts } from './static-data.ts';
import { warnUnusedStatics } from './unused.ts';

const RULES: Rules = {
  expression,
  typeName,
  specifiedType: (c, node) => specifiedType(c, node).type,
  staticAssertion,
  pragma,
  declaration,
  nestedFunction,
  compound,
  statementExpression,
  objectInitializer,
  vaListAddress,
  staticParts,
};

/**
 * Checks a translation unit; yields each definition when it is complete. `seen`, for tools that ask
 * about the source, is told of every expression.
 * @throws Fatal when too many errors have been reported or something is not supported.
 */
export function* check(
  declarations: Iterable<ExternalDeclaration>,
  options: CompileOptions,
  diagnostics: Diagnostics,
  seen: ExpressionSeen | null = null,
): Generator<TypedExternal, void, undefined> {
  const c = createChecker(options, diagnostics, seen);
  for (const node of declarations) {
    external(c, node);
    if (c.output.length > 0) yield* c.output.splice(0);
  }
  defineTentative(c);
  finishPragmas(c);
  warnUnusedStatics(c);
  defineLiterals(c);
  yield* c.output.splice(0);
}

function external(c: Checker, node: ExternalDeclaration): void {
  c.brokenBefore = c.broken;
  switch (node.kind) {
    case 'function-definition': {
      const definition = functionDefinition(c, node);
      if (definition) c.output.push(definition);
      return;
    }
    case 'declaration': {
      declaration(c, node, null);
      return;
    }
    case 'static-assertion':
      staticAssertion(c, node);
      return;
    case 'file-asm': {
      const template = stringText(c, node.pos, node.template);
      c.output.push({ kind: 'file-asm', template });
      return;
    }
    case 'pragma':
      pragma(c, node);
      return;
    case 'empty-declaration':
      return;
  }
}

function createChecker(
  options: CompileOptions,
  diagnostics: Diagnostics,
  seen: ExpressionSeen | null,
): Checker {
  const model = DATA_MODELS[options.target];
  const types = new BasicTypes(options.charSigned ?? model.charSigned);
  const fileScope = new Scope('file', null);
  const vaList = vaListType(types, model.vaList.kind === 'array');
  const pos = 0;
  fileScope.declare('__builtin_va_list', {
    kind: 'typedef',
    name: '',
    type: vaList,
    pos,
    used: true,
  });
  fileScope.declare('__uint128_t', {
    kind: 'typedef',
    name: '',
    type: types.uint128,
    pos,
    used: true,
  });
  return {
    types,
    diagnostics,
    options,
    model,
    rules: RULES,
    fileScope,
    seen,
    scope: fileScope,
    func: null,
    output: [],
    pendingLengths: [],
    tentative: new Set(),
    defined: new Set(),
    pragmas: noPragmas(),
    vaList,
    counters: { entity: 0, temporary: 0, label: 0, symbol: 0 },
    unevaluated: 0,
    broken: 0,
    brokenBefore: 0,
    needsConstant: 0,
    literals: new Map(),
    literalUnits: new Map(),
    knownValues: new Map(),
    mustUse: new Set(),
    nonNull: new Map(),
    deprecated: new Map(),
    formats: new Map(),
    literalInitializers: new Map(),
    libraryFunctions: new Map(),
    hiddenFunctions: new Map(),
    hiddenObjects: new Map(),
  };
}

/** va_list: System V ABI 3.5.7's array of one struct, or a pointer. */
function vaListType(types: BasicTypes, isArray: boolean): Type {
  const pointer = pointerTo(types.void);
  if (!isArray) return pointer;
  const record = types.record('__va_list_tag', false);
  const { definition } = record;
  const member = (name: string, type: Type, offset: number) => ({
    ...{ name, type, offset, bits: null, start: null },
  });
  definition.members = [
    member('gp_offset', types.uint, 0),
    member('fp_offset', types.uint, 4),
    member('overflow_arg_area', pointer, 8),
    member('reg_save_area', pointer, 16),
  ];
  definition.size = 24;
  definition.align = 8;
  definition.complete = true;
  return types.array(record, 1);
}
