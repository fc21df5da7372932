import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { z } from 'zod';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why tests that look at a page are left out, or null where they are not. */
export const noChromium: string | null = existsSync(executablePath) ? null : `no Chromium at ${executablePath}`;

export function openChromium(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return chromium.launch({ executablePath, args });
}

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="#7a9"/></svg>';
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const questions = readFileSync(new URL('in-page.js', import.meta.url), 'utf8');

/** A message that is looked at: in one window, which takes any width and either colour scheme. */
export class MailWindow {
  readonly #page: Page;
  #hasAxe = false;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Opens HTML without the network: every picture is one of 1,200 × 800 pixels, or none where they are blocked. */
  static async open(browser: Browser, html: string, pictures: 'shown' | 'blocked' = 'shown'): Promise<MailWindow> {
    const page = await browser.newPage();
    await page.route('**/*', (route) =>
      pictures === 'shown' ? route.fulfill({ contentType: 'image/svg+xml', body: picture }) : route.abort(),
    );
    await page.setContent(html, { waitUntil: 'load' });
    await page.evaluate(questions);
    return new MailWindow(page);
  }

  /** The window at a width in CSS pixels and in a colour scheme. */
  async at(width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<this> {
    await this.#page.setViewportSize({ width, height: 700 });
    await this.#page.emulateMedia({ colorScheme });
    return this;
  }

  /** Text that sticks out of the window, and whether it scrolls sideways; empty where all is well. */
  beyondTheEdge = () => this.#ask('beyondTheEdge()', z.array(z.string()));
  widestText = () => this.#ask('widestText()', z.number());
  textSizes = () => this.#ask('textSizes()', z.object({ smallest: z.number(), small: z.number() }));
  ground = () => this.#ask('ground()', z.array(z.number()));
  visibleText = () => this.#ask('visibleText()', z.string());
  headingLooks = () => this.#ask('headingLooks()', z.array(z.string()));
  pictureSizes = () => this.#ask('pictureSizes()', z.array(z.object({ width: z.number(), height: z.number() })));
  seriousFindings = () => this.#askAxe('seriousFindings()');
  contrastFindings = () => this.#askAxe('seriousFindings("color-contrast")');

  close(): Promise<void> {
    return this.#page.close();
  }

  /** Loads axe, which takes its time, where it is wanted. */
  async #askAxe(question: string): Promise<string[]> {
    if (!this.#hasAxe) await this.#page.evaluate(axeSource);
    this.#hasAxe = true;
    return this.#ask(question, z.array(z.string()));
  }

  async #ask<T>(question: string, answer: z.ZodType<T>): Promise<T> {
    return answer.parse(await this.#page.evaluate(`mail.${question}`));
  }
}

/** HTML as webmail shows it: nothing of the head, no style sheet, no classes, no html or body element. */
export function asWebmail(html: string): string {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? '';
  const bare = body.replace(/<style[\s\S]*?<\/style>/g, '').replace(/ class="[^"]*"/g, '');
  return `<!doctype html><title>Webmail</title><div>${bare}</div>`;
}
