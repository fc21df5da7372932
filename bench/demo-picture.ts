import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openChromium } from '../tests/digest/chromium.ts';

// Takes the README's pictures of the demo's pages, with the photographs that its feeds name: `npx tidings demo --out FOLDER`,
//   node bench/demo-picture.ts FOLDER/out/digest.html --out docs/digest.png
//   node bench/demo-picture.ts FOLDER/public/index.html --width 1200 --out docs/planet.png

const PICTURES = join(import.meta.dirname, '..', 'sources', 'demo', 'pictures');
const HEIGHT = 1100;

const { values, positionals } = parseArgs({
  options: { out: { type: 'string' }, width: { type: 'string', default: '760' } },
  allowPositionals: true,
});
const [file] = positionals;
if (file === undefined || values.out === undefined) throw new Error('give a digest.html, and the picture by --out');

const browser = await openChromium();
const page = await browser.newPage({
  viewport: { width: Number(values.width), height: HEIGHT },
  deviceScaleFactor: 1.5,
});
await page.route(/^https?:/, (route) => {
  const picture = join(PICTURES, basename(new URL(route.request().url()).pathname));
  return existsSync(picture) ? route.fulfill({ body: readFileSync(picture), contentType: 'image/png' }) : route.abort();
});
await page.goto(`file://${resolve(file)}`);
await page.screenshot({ path: values.out });
await browser.close();
