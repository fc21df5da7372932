import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { withoutPlaces } from '../src/digest/personal.ts';
import { asWebmail, openChromium } from '../tests/digest/chromium.ts';
import { allEditions } from '../tests/digest/editions.ts';
import { print } from '../tests/digest/printing.ts';

// Photographs the sample editions as mail clients show them: `node bench/screenshots.ts --out FOLDER [EDITION…]`,
// as in `a-quiet-week`.

interface View {
  readonly name: string;
  readonly width: number;
  readonly dark?: boolean;
  readonly pictures?: false;
  /** As webmail shows it: nothing of the head, no classes. */
  readonly bare?: boolean;
}

const views: readonly View[] = [
  { name: 'light', width: 760 },
  { name: 'dark', width: 760, dark: true },
  { name: 'mobile', width: 375 },
  { name: 'no-images', width: 760, pictures: false },
  { name: 'bare', width: 760, bare: true },
];

const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
const folder = values.out ?? 'screenshots';
mkdirSync(folder, { recursive: true });

const browser = await openChromium();
for (const [title, { edition, language }] of Object.entries(allEditions)) {
  const name = title.replaceAll(' ', '-');
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const rendered = await print(edition, { language });
  for (const view of views) {
    const page = await browser.newPage({
      viewport: { width: view.width, height: 800 },
      colorScheme: view.dark === true ? 'dark' : 'light',
    });
    await show(page, withoutPlaces(rendered.html), view);
    await writeFile(join(folder, `${name}-${view.name}.png`), await page.screenshot({ fullPage: true }));
    await page.close();
  }
}
await browser.close();

async function show(page: Page, html: string, view: View): Promise<void> {
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    return view.pictures === false
      ? route.abort()
      : route.fulfill({ contentType: 'image/svg+xml', body: painting(pathname) });
  });
  await page.setContent(view.bare === true ? asWebmail(html) : html, { waitUntil: 'load' });
}

/** A stand-in for a photograph, its colours by its name. */
function painting(name: string): string {
  const hue = [...name].reduce((sum, character) => sum + character.charCodeAt(0) * 7, 0) % 360;
  const sky = `<rect width="1200" height="800" fill="hsl(${hue} 45% 72%)"/><circle cx="880" cy="230" r="90" fill="hsl(${hue} 70% 88%)"/>`;
  const hills = [520, 600, 690]
    .map(
      (y, index) =>
        `<path d="M0 ${y} Q300 ${y - 170 + index * 40} 620 ${y} T1200 ${y - 60} V800 H0z" fill="hsl(${hue} ${40 - index * 6}% ${52 - index * 13}%)"/>`,
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 1200 800">${sky}${hills}</svg>`;
}
