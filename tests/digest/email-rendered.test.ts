import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutPlaces } from '../../src/digest/personal.ts';
import { asWebmail, MailWindow, noChromium, openChromium } from './chromium.ts';
import { hostileWeek, longWeek, ordinaryWeek } from './editions.ts';
import { print } from './printing.ts';

// What a message's HTML has to be once it is rendered, by the numbers of the list, as Chromium renders it.

/** A browser takes its time to start on a busy machine. */
const PATIENCE = 60_000;

const where = noChromium === null ? 'in Chromium' : `in Chromium, left out as there is ${noChromium}`;

describe.skipIf(noChromium !== null)(where, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  }, PATIENCE);
  afterAll(() => browser.close());

  describe.each([
    ['an ordinary week', ordinaryWeek],
    ['a hostile week', hostileWeek],
    ['a week of long posts', longWeek],
  ])('%s', (_, edition) => {
    let mail: MailWindow;
    let blocked: MailWindow;
    let webmail: MailWindow;

    beforeAll(async () => {
      const html = withoutPlaces((await print(edition)).html);
      [mail, blocked, webmail] = await Promise.all([
        MailWindow.open(browser, html),
        MailWindow.open(browser, html, 'blocked'),
        MailWindow.open(browser, asWebmail(html)),
      ]);
    }, PATIENCE);
    afterAll(() => Promise.all([mail.close(), blocked.close(), webmail.close()]));

    it.each([320, 375, 600, 1024])(
      '28: does not scroll sideways at %d px, nor has text beyond the edge',
      async (width) => {
        expect(await (await mail.at(width)).beyondTheEdge()).toEqual([]);
      },
    );

    it('28: has lines of at most 720 px at 1024 px', async () => {
      expect(await (await mail.at(1024)).widestText()).toBeLessThanOrEqual(720);
    });

    it('28: has most text at 14 px or more at 375 px, and none under 12', async () => {
      const { smallest, small } = await (await mail.at(375)).textSizes();
      expect(smallest).toBeGreaterThanOrEqual(12);
      expect(small).toBeLessThan(0.2);
    });

    it.each([
      ['light', 375],
      ['light', 1024],
      ['dark', 375],
      ['dark', 1024],
    ] as const)('29, 30: has contrast, and nothing serious by axe, in the %s at %d px', async (scheme, width) => {
      expect(await (await mail.at(width, scheme)).seriousFindings()).toEqual([]);
    });

    it('29: is really dark in the dark', async () => {
      expect(Math.max(...(await (await mail.at(600, 'dark')).ground()))).toBeLessThan(0x30);
    });

    it('31: has all text in the same order with pictures blocked, and no side scrolling', async () => {
      expect(await (await blocked.at(375)).visibleText()).toBe(await (await mail.at(375)).visibleText());
      expect(await blocked.beyondTheEdge()).toEqual([]);
    });

    it.each([375, 600, 1024])('32: keeps text, order and width as webmail shows it at %d px', async (width) => {
      expect(await (await webmail.at(width)).visibleText()).toBe(await (await mail.at(width)).visibleText());
      expect(await webmail.beyondTheEdge()).toEqual([]);
    });

    it('32: keeps contrast and the look of headings as webmail shows it', async () => {
      expect(await (await webmail.at(600)).contrastFindings()).toEqual([]);
      expect(await webmail.headingLooks()).toEqual(await (await mail.at(600)).headingLooks());
    });
  });

  it('19: shows no picture taller than a telephone, nor wider than its place, and keeps proportions', async () => {
    const mail = await MailWindow.open(browser, (await print(ordinaryWeek)).html);
    const sizes = await (await mail.at(375)).pictureSizes();
    expect(sizes).toHaveLength(3);
    for (const { width, height } of sizes) {
      expect(width).toBeLessThanOrEqual(375 - 48);
      expect(height).toBeLessThanOrEqual(600);
      expect(width / height).toBeCloseTo(1.5, 1);
    }
    await mail.close();
  });
});
