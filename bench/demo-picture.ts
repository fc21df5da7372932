import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openChromium } from '../tests/digest/chromium.ts';

// Takes the README's picture of the demo's digest, with the photographs that its feeds name:
// `npx tidings demo --out FOLDER && node bench/demo-picture.ts FOLDER/out/digest.html --out docs/digest.png`

const PICTURES = join(import.meta.dirname, '..', 'sources', 'demo', 'pictures');
const VIEW = { width: 760, height: 1100 };

const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
const [file] = positionals;
if (file === undefined || values.out === undefined) throw new Error('give a digest.html, and the picture by --out');

const browser = await openChromium();
const page = await browser.newPage({ viewport: VIEW, deviceScaleFactor: 1.5 });
await page.route(/^https?:/, (route) => {
  const picture = join(PICTURES, basename(new URL(route.request().url()).pathname));
  return existsSync(picture) ? route.fulfill({ body: readFileSync(picture), contentType: 'image/png' }) : route.abort();
});
await page.goto(`file://${resolve(file)}`);
await page.screenshot({ path: values.out });
await browser.close();
