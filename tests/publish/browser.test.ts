import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchScript } from '../../src/commands/search-script.ts';
import { toPosts } from '../../src/publish/post.ts';
import { searchFile, searchFiles, searchParts } from '../../src/publish/search.ts';
import { publishSite } from '../../src/publish/site.ts';
import { noChromium, openChromium } from '../digest/chromium.ts';
import { emptyWeek, hostileWeek, longWeek, ordinaryWeek } from '../digest/editions.ts';
import { print } from '../digest/printing.ts';
import { entry, event, posted, publication, source } from './sample.ts';

const SITE = 'https://news.example.org/';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const title = 'A title of ordinary length, as most are';
const unbreakable = 'x'.repeat(120);
const picture = { url: 'https://pictures.example.org/p.png', alt: '', width: 800, height: 600 };
const printed = await Promise.all(
  Object.entries({ ordinaryWeek, hostileWeek, emptyWeek, longWeek }).map(async ([name, edition]) => {
    return { name, html: (await print(edition)).webHtml };
  }),
);
const input = publication({
  searchScript: searchScript(),
  entries: posted(
    entry(1, { title, image: picture }),
    entry(2, { title: unbreakable, summary: unbreakable, authors: [{ name: unbreakable }] }),
    entry(3, { title: 'مرحبا بالعالم', language: 'ar' }),
    entry(4, { title: '', summary: '', url: null }),
  ),
  events: [
    event({ name: unbreakable, location: unbreakable }, 'a'),
    event({ startDate: '2014-08-25T19:00:00+02:00', status: 'cancelled', location: 'Lyon' }, 'b'),
    event({ startDate: '2014-08-25', endDate: '2014-08-29' }, 'c'),
  ],
  sources: [
    { profile: source({ name: unbreakable }), health: 'gone', lastPost: null },
    { profile: source({ name: 'B', url: 'https://b.example/' }), health: 'ok', lastPost: 1.4e12 },
  ],
  editionTitles: printed.map(({ name }) => ({ name, title, period: ordinaryWeek.period })),
  editions: printed,
});
const typeOf = (url: string) => (url.endsWith('.js') ? 'text/javascript' : 'text/html');
const [part] = searchParts(1);
if (part === undefined) throw new RangeError('no part');
const index = [searchFile([part]), ...searchFiles(part, toPosts(input.entries), 'Europe/Paris')];
const files = new Map([...(await publishSite(input)), ...index].map(({ path, body }) => [path, body]));
const pages = [...files.keys()].filter((path) => path.endsWith('.html'));

describe.skipIf(noChromium)('in a browser (skipped where there is no Chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  }, 60_000);
  afterAll(() => browser?.close());

  async function open(path: string): Promise<{ page: Page; asked: string[] }> {
    const page = await browser.newPage({ viewport: { width: 1024, height: 900 }, colorScheme: 'light' });
    const asked: string[] = [];
    await page.route('**', (route) => {
      const url = route.request().url();
      const body = files.get(url.slice(SITE.length));
      if (url.startsWith(SITE) && body !== undefined) return route.fulfill({ body, contentType: typeOf(url) });
      if (route.request().resourceType() !== 'image') asked.push(url);
      return route.abort();
    });
    await page.goto(`${SITE}${path}`);
    return { page, asked };
  }

  it.each(pages)(
    '%s has nothing for axe to complain of, light and dark, and no side scrolling, narrow or wide',
    async (path) => {
      const { page, asked } = await open(path);
      await page.evaluate(axe);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await page.evaluate('axe.run().then((found) => found.violations.map((one) => one.id))')).toEqual([]);
      }
      for (const width of [320, 375, 600, 1024, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate('document.documentElement.scrollWidth'), `${width} px`).toBe(width);
      }
      expect(asked).toEqual([]);
      await page.close();
    },
    60_000,
  );

  it('search.html finds posts by the beginnings of words and near misses, with accents or without, by keyboard alone', async () => {
    const { page } = await open('search.html');
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('ordin leng');
    await page.getByRole('link', { name: title }).waitFor();
    expect(await page.locator('#results li').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.locator('#results a[href="https://blog.example.org/post-1"]:focus').waitFor();
    await page.getByRole('searchbox').fill('ordimary');
    await page.getByRole('link', { name: title }).waitFor();
    await page.getByRole('searchbox').fill('zzzz');
    await page.getByText('Nothing found.').waitFor();
    await page.close();
  }, 60_000);

  it('index.html can be walked by keyboard, beginning with the way past the navigation', async () => {
    const { page } = await open('index.html');
    const focused = 'document.activeElement.textContent.trim()';
    await page.keyboard.press('Tab');
    expect(await page.evaluate(focused)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(focused)).toBe(title);
    await page.close();
  }, 60_000);
});

const vnu = process.env.VNU_JAR ?? '';

it.skipIf(!existsSync(vnu))(
  'passes the Nu HTML checker (skipped where VNU_JAR names none)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'tidings-vnu-'));
    const paths = pages.map((path) => join(folder, path.replaceAll('/', '-')));
    for (const [index, path] of paths.entries()) writeFileSync(path, files.get(pages[index] ?? '') ?? '');
    const checked = spawnSync('java', ['-jar', vnu, '--errors-only', ...paths], { encoding: 'utf8' });
    expect(checked.stderr).toBe('');
  },
  120_000,
);
