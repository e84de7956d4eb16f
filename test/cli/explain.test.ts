/** The page of --explain: what it holds, and in a browser that kin light up in every column. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../cli/explain.ts';
import { highlightC } from '../../cli/explain-source.ts';

const CHROMIUM = '/usr/bin/chromium';
const CAN_BROWSE = existsSync(CHROMIUM) || process.env.CI === 'true';
const folder = mkdtempSync(join(tmpdir(), 'goodhart-explain-'));
const PAGE = join(folder, 'page.html');

const PROGRAM = `int g(int);
/* adds </script> up */
int sum(const int *list, int n) {
  int total = 0;
  for (int i = 0; i < n; i++)
    total += g(list[i]) * 3;
  return total;
}
`;

beforeAll(async () => {
  writeFileSync(join(folder, 'sum.c'), PROGRAM);
  const words = [join(folder, 'sum.c'), '--function', 'sum', '-O2', '-o', PAGE];
  expect(await explain(words)).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the page', () => {
  it('needs nothing but itself', () => {
    const html = readFileSync(PAGE, 'utf8');
    expect(html).not.toMatch(/https?:|<link|<img|@import|src=/);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html.length).toBeLessThan(60_000);
  });

  it('says what is wrong with its arguments', async () => {
    expect(await explain([join(folder, 'sum.c'), '--function', 'none'])).toBe(1);
    expect(await explain([join(folder, 'sum.c')])).toBe(2);
    expect(await explain(['--function', 'f'])).toBe(2);
    expect(await explain([join(folder, 'missing.c'), '--function', 'f'])).toBe(1);
  });

  it('marks comments over lines, strings and keywords', () => {
    expect(highlightC('a /* b\nc */ "x\\"y" if 0x1p+3')).toEqual([
      'a <span class="c-comment">/* b</span>',
      '<span class="c-comment">c */</span> <span class="c-string">&quot;x\\&quot;y&quot;</span> ' +
        '<span class="c-keyword">if</span> <span class="c-number">0x1p+3</span>',
    ]);
  });
});

describe.skipIf(!CAN_BROWSE)('in a browser (skipped where there is no chromium)', () => {
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
    browser = await chromium.launch({ executablePath: CHROMIUM, args });
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(pathToFileURL(PAGE).href);
  });

  afterAll(async () => {
    await browser?.close();
  });

  const count = (selector: string): Promise<number> => page.locator(selector).count();

  it('lights up a line in every column', async () => {
    await page.locator('#source [data-l="6"]').hover();
    expect(await count('#source .kin')).toBe(1);
    for (const column of ['machine', 'assembly']) {
      expect(await count(`#${column} .row.kin`), column).toBeGreaterThan(1);
    }
    expect(await page.locator('#assembly .row.kin').allTextContents()).toContainEqual(
      expect.stringContaining('call'),
    );
    await page.locator('#source [data-l="7"]').hover();
    expect(await count('#source .kin')).toBe(1);
  });

  it('lights up a value in the IR, the machine code, the registers and the assembly', async () => {
    const value = page.locator('section[id^=pass-]:not(.folded) [data-k]', { hasText: /^total$/ });
    await value.first().hover();
    expect(await count('section[id^=pass-]:not(.folded) .kin')).toBeGreaterThan(1);
    expect(await count('#machine .text .kin')).toBeGreaterThan(1);
    expect(await count('#machine .bar.kin')).toBeGreaterThan(0);
    expect(await count('#assembly .kin')).toBeGreaterThan(0);
  });

  it('keeps what was clicked, and unfolds a pass', async () => {
    await page.locator('#source [data-l="6"]').click();
    await page.locator('header').hover();
    expect(await count('.kin')).toBe(0);
    expect(await count('#assembly .kept')).toBeGreaterThan(1);
    await page.keyboard.press('Escape');
    expect(await count('.kept')).toBe(0);
    const folded = page.locator('section.folded').first();
    await folded.locator('h2').click();
    expect(await count('#pass-0 .row')).toBeGreaterThan(10);
    expect(errors).toEqual([]);
  });
});
