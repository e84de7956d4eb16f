import { mkdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
// @ts-expect-error: a plain script, without types
import { grammarRecipe } from './scripts/grammar-recipe.mjs';

mkdirSync('dist', { recursive: true });
const recipe: string = await grammarRecipe('dist');

/**
 * Two worker processes with the stack that the commands have; the grammar comes as a recipe, as
 * in the bundles.
 */
export default defineConfig({
  define: { GOODHART_GRAMMAR: recipe },
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    execArgv: ['--stack-size=7000'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
