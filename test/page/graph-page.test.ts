import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { traceScript } from '../../src/dev/browser-script.mjs';
import { graph, load, type Source } from '../../src/index.ts';
import { graphPage } from '../../src/page/graph-page.ts';
import { chromiumPath, openPage, type Page } from './chromium.ts';

const root = resolve(__dirname, '../..');
const shop = join(root, 'fixtures/projects/shop');
const program = chromiumPath();
const folder = mkdtempSync(join(tmpdir(), 'ksvc-page-'));

function sourcesIn(directory: string): Source[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(directory, path), 'utf8') }));
}

test('there is a browser where every test must run', () => {
  if (process.env.KSVC_NEEDS_BROWSER) expect(program).toBeDefined();
});

(program ? describe : describe.skip)('the page of the shop, in a browser', () => {
  let page: Page;

  beforeAll(async () => {
    const sources = sourcesIn(shop);
    const file = join(folder, 'shop.html');
    const trace = { sources, library: await traceScript() };
    writeFileSync(
      file,
      graphPage(graph(load(sources)), { title: 'the shop', trace, linkBase: 'https://git.example.com/shop' }),
    );
    page = await openPage(program ?? '', `file://${file}`);
    await page.resize(1200, 800);
  }, 60_000);
  afterAll(async () => {
    await page.close();
    rmSync(folder, { recursive: true });
  });

  const text = (selector: string): Promise<string> =>
    page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
  const count = (selector: string): Promise<number> =>
    page.evaluate(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((e) => getComputedStyle(e).display !== 'none').length`,
    );
  const viewBox = async (): Promise<number[]> =>
    (await page.evaluate<string>(`document.querySelector('#canvas svg').getAttribute('viewBox')`))
      .split(' ')
      .map(Number);
  const focus = (selector: string): Promise<void> =>
    page.evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`);
  /** The middle of a box, by a text in it. */
  const middleOf = async (name: string): Promise<[number, number]> =>
    page.evaluate(`(() => {
      const box = [...document.querySelectorAll('#canvas .box')].find((each) => each.getAttribute('aria-label') === ${JSON.stringify(name)});
      const { x, y, width, height } = box.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    })()`);

  test('shows everything at first', async () => {
    const [x = 0, y = 0, width = 0, height = 0] = await viewBox();
    const inside = await page.evaluate<boolean>(`(() => {
      const canvas = document.querySelector('#canvas').getBoundingClientRect();
      return [...document.querySelectorAll('#canvas .box')].every((box) => {
        const { left, top, right, bottom } = box.getBoundingClientRect();
        return left >= canvas.left && right <= canvas.right && top >= canvas.top && bottom <= canvas.bottom;
      });
    })()`);
    expect(inside).toBe(true);
    expect(Math.min(width, height)).toBeGreaterThan(0);
    expect(Math.max(x, y)).toBeLessThanOrEqual(0);
  });

  test('search marks what has all words, and Enter goes from one to the next', async () => {
    await focus('#search');
    await page.type('deployment cart');
    expect(await text('#found')).toBe('1 found');
    expect(await count('#canvas .box.match')).toBe(1);
    expect(await count('#canvas .box.dim')).toBeGreaterThan(10);
    await page.press('Enter');
    expect(await text('#found')).toBe('1 of 1');
    const [x, y] = await middleOf('Deployment · 2 pods cart');
    expect(x).toBeCloseTo(600, -1);
    expect(y).toBeGreaterThan(300);
    await page.press('Escape');
    expect(await count('#canvas .box.dim')).toBe(0);
    await page.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('search');
    await page.press('Escape');
  });

  test('the keyboard moves and zooms', async () => {
    await focus('#canvas');
    await page.press('0');
    const all = await viewBox();
    await page.press('+');
    const near = await viewBox();
    expect(near[2]).toBeCloseTo((all[2] ?? 0) * 0.8, 1);
    await page.press('ArrowRight');
    expect((await viewBox())[0]).toBeGreaterThan(near[0] ?? 0);
    await page.press('-');
    await page.press('0');
    expect(await viewBox()).toEqual(all);
  });

  test('the wheel zooms to where it is, dragging moves, buttons do both', async () => {
    const all = await viewBox();
    const before = await middleOf('Service grafana');
    await page.mouse('mouseWheel', before[0], before[1], -200);
    const near = await viewBox();
    expect(near[2]).toBeLessThan(all[2] ?? 0);
    const after = await middleOf('Service grafana');
    expect(after[0]).toBeCloseTo(before[0], 0);
    expect(after[1]).toBeCloseTo(before[1], 0);
    await page.mouse('mousePressed', 300, 700);
    await page.mouse('mouseMoved', 360, 650);
    await page.mouse('mouseReleased', 360, 650);
    const moved = await middleOf('Service grafana');
    expect(moved[0] - after[0]).toBeCloseTo(60, 0);
    expect(moved[1] - after[1]).toBeCloseTo(-50, 0);
    await page.evaluate(`document.querySelector('#out').click()`);
    expect((await viewBox())[2]).toBeGreaterThan(near[2] ?? 0);
    await page.evaluate(`document.querySelector('#fit').click()`);
    expect(await viewBox()).toEqual(all);
  });

  test('a click tells what is known, with a link to the line', async () => {
    const [x, y] = await middleOf('Service cart');
    await page.click(x, y);
    const details = await text('#details');
    expect(details).toContain('cart\n');
    expect(details).toContain('namespace shop');
    expect(details).toMatch(/→ cart .*\[target-port-numeric-string\]/);
    expect(await page.evaluate(`document.querySelector('#details a.place').href`)).toMatch(
      /^https:\/\/git\.example\.com\/shop\/.*\.yaml#L\d+$/,
    );
    await page.evaluate(`[...document.querySelectorAll('#details .link')].find((e) => e.innerText === 'shop').click()`);
    expect(await text('#details h2')).toBe('shop');
    await page.press('Escape');
    expect(await page.evaluate(`document.querySelector('#details').hidden`)).toBe(true);
  });

  test('boxes can be reached and opened without a mouse', async () => {
    await focus('#canvas');
    await page.press('Tab');
    const label = await page.evaluate<string>(`document.activeElement.getAttribute('aria-label')`);
    expect(label).not.toBe('');
    await page.press('Enter');
    expect(await text('#details h2')).not.toBe('');
    await page.press('Escape');
  });

  test('filters leave out what is not asked for', async () => {
    const everything = await count('#canvas .box');
    const choose = (value: string): Promise<void> =>
      page.evaluate(
        `{ const e = document.querySelector('#namespace'); e.value = ${JSON.stringify(value)}; e.dispatchEvent(new Event('change')); }`,
      );
    await choose('platform');
    const platform = await count('#canvas .box');
    expect(platform).toBeGreaterThan(3);
    expect(platform).toBeLessThan(everything / 2);
    await choose('');
    await page.evaluate(`document.querySelector('#troubled').click()`);
    const troubled = await count('#canvas .box');
    expect(troubled).toBeGreaterThan(10);
    expect(troubled).toBeLessThan(everything);
    expect(await count('#canvas .line.broken')).toBe(
      await page.evaluate(`document.querySelectorAll('#canvas .line.broken').length`),
    );
    await page.evaluate(`document.querySelector('#troubled').click()`);
    expect(await count('#canvas .box')).toBe(everything);
  });

  test('a request that is typed in is traced, and its way is marked', async () => {
    await focus('#target');
    await page.type('grafana.example.com/');
    await page.press('Enter');
    const details = await text('#details');
    expect(details).toContain('via ingress-nginx');
    expect(details).toContain('client gets 503 from ingress-nginx');
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('.box.traced')].map((e) => e.getAttribute('aria-label')).join()`,
      ),
    ).toContain('grafana');
    await page.evaluate(`document.querySelector('#target').value = 'not a target'`);
    await page.press('Enter');
    expect(await text('#details pre')).toContain('not a target');
    await page.press('Escape');
  });

  test('is dark where that is wanted, and on paper has no tools', async () => {
    const color = (selector: string, name: string): Promise<string> =>
      page.evaluate(
        `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue(${JSON.stringify(name)})`,
      );
    await page.media({ scheme: 'light' });
    const light = [await color('body', 'background-color'), await color('.graph .page', 'fill')];
    await page.media({ scheme: 'dark' });
    const dark = [await color('body', 'background-color'), await color('.graph .page', 'fill')];
    for (const at of [0, 1]) expect(dark[at]).not.toBe(light[at]);
    await page.media({ print: true });
    expect(await color('.tools', 'display')).toBe('none');
    await page.media({});
    expect(await color('.tools', 'display')).toBe('flex');
  });

  test('asks nobody, and complains about nothing', () => {
    expect(page.requests).toEqual([]);
    expect(page.complaints).toEqual([]);
  });
});
