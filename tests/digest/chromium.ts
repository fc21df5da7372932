import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why tests that look at a page are left out, or null where they are not. */
export const noChromium: string | null = existsSync(executablePath) ? null : `no Chromium at ${executablePath}`;

export function openChromium(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return chromium.launch({ executablePath, args });
}

/** Opens HTML without the network: every picture is one of 1,200 × 800 pixels, or none where they are blocked. */
export async function openMail(
  browser: Browser,
  html: string,
  options: BrowserContextOptions & { pictures?: boolean } = {},
): Promise<Page> {
  const { pictures = true, ...context } = options;
  const page = await browser.newPage(context);
  await page.route('**/*', (route) =>
    pictures ? route.fulfill({ contentType: 'image/svg+xml', body: picture }) : route.abort(),
  );
  await page.setContent(html, { waitUntil: 'load' });
  return page;
}

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="#7a9"/></svg>';

/** HTML as webmail shows it: nothing of the head, no style sheet, no classes, no html or body element. */
export function asWebmail(html: string): string {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? '';
  return `<!doctype html><title>Webmail</title><div>${body.replace(/<style[\s\S]*?<\/style>/g, '').replace(/ class="[^"]*"/g, '')}</div>`;
}
