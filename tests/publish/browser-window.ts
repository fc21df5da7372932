import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The narrowest and the widest windows, and those between at which the pages change. */
const WIDTHS = [320, 375, 600, 1024, 1600];

const ids = z.array(z.string());

/** What was found wrong with a page as it is shown. */
export interface Findings {
  /** Rules of axe that the page breaks, light and dark. */
  readonly axe: readonly string[];
  /** Widths at which it scrolls sideways. */
  readonly sideways: readonly number[];
  /** What it asked of other servers, besides pictures. */
  readonly elsewhere: readonly string[];
  /** What the browser complained of: scripts that fail, and what the page's policy does not allow. */
  readonly complaints: readonly string[];
}

export const nothing: Findings = { axe: [], sideways: [], elsewhere: [], complaints: [] };

/** A window on a site, in which one page is loaded after the other. */
export class SiteWindow {
  readonly page: Page;
  readonly #elsewhere: string[] = [];
  readonly #complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, site: string): Promise<SiteWindow> {
    const page = await browser.newPage({ baseURL: site, bypassCSP: false });
    const window = new SiteWindow(page);
    page.on('pageerror', (error) => window.#complaints.push(error.message));
    page.on('console', (message) => {
      const isOfServer = /^Failed to load resource/.test(message.text());
      if (message.type() === 'error' && !isOfServer) window.#complaints.push(message.text());
    });
    await page.route(
      (url) => !url.href.startsWith(new URL(site).origin),
      (route) => {
        if (route.request().resourceType() !== 'image') window.#elsewhere.push(route.request().url());
        return route.abort();
      },
    );
    return window;
  }

  /** Looks at the page that is shown, in every width and in either colour scheme. */
  async look(): Promise<Findings> {
    const { page } = this;
    await page.evaluate(axe);
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await this.#runAxe('{}');
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await this.#runAxe('{ runOnly: ["color-contrast"] }');
    await page.emulateMedia({ colorScheme: 'light' });
    const sideways: number[] = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      if ((await page.evaluate('document.documentElement.scrollWidth')) !== width) sideways.push(width);
    }
    return {
      axe: [...light, ...dark],
      sideways,
      elsewhere: this.#elsewhere.splice(0),
      complaints: this.#complaints.splice(0),
    };
  }

  /** Presses Tab until an element with this name has the focus, and returns the names of those on the way. */
  async tabTo(name: string): Promise<string[]> {
    const MOST = 40;
    const way: string[] = [];
    while (way.length < MOST && way.at(-1) !== name) {
      await this.page.keyboard.press('Tab');
      way.push(z.string().parse(await this.page.evaluate(NAME_OF_FOCUSED)));
    }
    return way;
  }

  /** Whether the element that has the focus shows it by an outline. */
  async showsFocus(): Promise<boolean> {
    const outline = 'getComputedStyle(document.activeElement)';
    return z
      .boolean()
      .parse(
        await this.page.evaluate(`${outline}.outlineStyle !== 'none' && parseFloat(${outline}.outlineWidth) >= 2`),
      );
  }

  async #runAxe(options: string): Promise<string[]> {
    const run = `axe.run(document, { resultTypes: ['violations'], preload: false, ...${options} })`;
    return ids.parse(await this.page.evaluate(`${run}.then((found) => found.violations.map((one) => one.id))`));
  }
}

const NAME_OF_FOCUSED =
  '(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim().replace(/\\s+/g, " ")';
