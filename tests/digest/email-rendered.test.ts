import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutPlaces } from '../../src/digest/personal.ts';
import { asWebmail, noChromium, openChromium, openMail } from './chromium.ts';
import { allEditions } from './editions.ts';
import { print } from './printing.ts';

// What a message's HTML has to be once it is rendered, by the same numbers, as Chromium renders it.

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shown = [
  'an ordinary week',
  'a full week',
  'only events',
  'a French week',
  'a hostile week',
  'a week of long posts',
];

describe.skipIf(noChromium !== null)(
  `in Chromium${noChromium === null ? '' : `, left out as there is ${noChromium}`}`,
  () => {
    let browser: Browser;
    const mails = new Map<string, string>();

    beforeAll(async () => {
      browser = await openChromium();
      for (const name of shown) {
        const { edition, language } = allEditions[name] ?? expect.fail(name);
        mails.set(name, withoutPlaces((await print(edition, { language })).html));
      }
    });

    afterAll(() => browser.close());

    async function look<T>(
      name: string,
      options: Parameters<typeof openMail>[2] & { webmail?: boolean },
      see: (page: Page) => Promise<T>,
    ): Promise<T> {
      const { webmail = false, ...rest } = options;
      const html = mails.get(name) ?? expect.fail(name);
      const page = await openMail(browser, webmail ? asWebmail(html) : html, rest);
      try {
        return await see(page);
      } finally {
        await page.close();
      }
    }

    const wide = (width: number) => ({ viewport: { width, height: 700 } });

    describe.each(shown)('%s', (name) => {
      it.each([320, 375, 600, 1024])(
        '28: does not scroll sideways at %d px, nor has text beyond the edge',
        async (width) => {
          expect(await look(name, wide(width), beyondTheEdge)).toEqual([]);
        },
      );

      it('28: has lines of at most 720 px at 1024 px', async () => {
        expect(await look(name, wide(1024), widestText)).toBeLessThanOrEqual(720);
      });

      it('28: has most text at 14 px or more at 375 px, and none under 12', async () => {
        const { smallest, small } = await look(name, wide(375), textSizes);
        expect(smallest).toBeGreaterThanOrEqual(12);
        expect(small).toBeLessThan(0.2);
      });

      it.each([
        ['light', 375],
        ['light', 1024],
        ['dark', 375],
        ['dark', 1024],
      ] as const)(
        '29, 30: has contrast, and nothing serious by axe, in the %s at %d px',
        async (colorScheme, width) => {
          expect(await look(name, { ...wide(width), colorScheme }, seriousFindings)).toEqual([]);
        },
      );

      it('29: is really dark in the dark', async () => {
        const ground = await look(name, { ...wide(600), colorScheme: 'dark' }, groundOfText);
        expect(Math.max(...ground)).toBeLessThan(0x30);
      });

      it('31: has all text in the same order with pictures blocked, and no side scrolling', async () => {
        const full = await look(name, wide(375), visibleText);
        const [blocked, beyond] = await look(name, { ...wide(375), pictures: false }, async (page) => [
          await visibleText(page),
          await beyondTheEdge(page),
        ]);
        expect(blocked).toBe(full);
        expect(beyond).toEqual([]);
      });

      it.each([375, 600, 1024])('32: keeps text, order and width as webmail shows it at %d px', async (width) => {
        const full = await look(name, wide(width), visibleText);
        const [bare, beyond] = await look(name, { ...wide(width), webmail: true }, async (page) => [
          await visibleText(page),
          await beyondTheEdge(page),
        ]);
        expect(bare).toBe(full);
        expect(beyond).toEqual([]);
      });

      it('32: keeps contrast and the look of headings as webmail shows it', async () => {
        const [findings, bare] = await look(name, { ...wide(600), webmail: true }, async (page) => [
          await contrastFindings(page),
          await headingLooks(page),
        ]);
        expect(findings).toEqual([]);
        expect(bare).toEqual(await look(name, wide(600), headingLooks));
      });
    });

    it('19: shows no picture taller than a telephone, nor wider than its place, and keeps proportions', async () => {
      const sizes = await look('an ordinary week', wide(375), (page) =>
        page.$$eval('img', (images) => images.map((image) => ({ width: image.width, height: image.height }))),
      );
      expect(sizes.length).toBeGreaterThan(0);
      for (const { width, height } of sizes) {
        expect(width).toBeLessThanOrEqual(375 - 48);
        expect(height).toBeLessThanOrEqual(600);
        expect(width / height).toBeCloseTo(1.5, 1);
      }
    });
  },
);

/** The texts that stick out of the window, and the page itself where it scrolls sideways. */
function beyondTheEdge(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const out = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right } = range.getBoundingClientRect();
      if (right > width + 1 || left < -1) out.push(text.textContent ?? '');
    }
    return out;
  });
}

function widestText(page: Page): Promise<number> {
  return page.$$eval('p, h1, h2, h3, li', (blocks) =>
    Math.max(...blocks.map((block) => block.getBoundingClientRect().width)),
  );
}

function textSizes(page: Page): Promise<{ smallest: number; small: number }> {
  return page.evaluate(() => {
    const sizes: { size: number; length: number }[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const parent = text.parentElement;
      const length = (text.textContent ?? '').trim().length;
      if (parent === null || length === 0 || !parent.checkVisibility()) continue;
      sizes.push({ size: Number.parseFloat(getComputedStyle(parent).fontSize), length });
    }
    const total = sizes.reduce((sum, one) => sum + one.length, 0);
    const small = sizes.filter((one) => one.size < 14).reduce((sum, one) => sum + one.length, 0);
    return { smallest: Math.min(...sizes.map((one) => one.size)), small: small / total };
  });
}

async function seriousFindings(page: Page): Promise<string[]> {
  return (await axe(page)).violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map(findingOf);
}

async function contrastFindings(page: Page): Promise<string[]> {
  return (await axe(page)).violations.filter((one) => one.id === 'color-contrast').map(findingOf);
}

function findingOf(violation: AxeResults['violations'][number]): string {
  return `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`;
}

async function axe(page: Page): Promise<AxeResults> {
  await page.addScriptTag({ content: axeSource });
  return page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
}

/** Red, green and blue of what is behind the summary of the first text. */
function groundOfText(page: Page): Promise<number[]> {
  return page.$eval('h1', (heading) => {
    for (let element: Element | null = heading; element !== null; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (colour !== 'rgba(0, 0, 0, 0)') return (colour.match(/\d+/g) ?? []).map(Number);
    }
    return [255, 255, 255];
  });
}

async function visibleText(page: Page): Promise<string> {
  const text = await page.evaluate(() => document.body.innerText);
  return text.replace(/\s+/g, ' ').trim();
}

function headingLooks(page: Page): Promise<string[]> {
  return page.$$eval('h1, h2, h3', (headings) =>
    headings.map((heading) => {
      const { fontSize, fontWeight, fontFamily, color } = getComputedStyle(heading);
      return `${fontSize} ${fontWeight} ${fontFamily} ${color}`;
    }),
  );
}
