import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { searchScript } from '../../src/commands/search-script.ts';
import { toPosts } from '../../src/publish/post.ts';
import { searchFile, searchFiles, searchParts } from '../../src/publish/search.ts';
import { publishSite } from '../../src/publish/site.ts';
import { noChromium, openChromium } from '../digest/chromium.ts';
import { emptyWeek, hostileWeek, longWeek, ordinaryWeek } from '../digest/editions.ts';
import { print } from '../digest/printing.ts';
import { type ServedSite, serveSite } from '../support/served-site.ts';
import { nothing, SiteWindow } from './browser-window.ts';
import { entry, event, posted, publication, source } from './sample.ts';

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
const [part] = searchParts(1);
if (part === undefined) throw new RangeError('no part');
const index = [searchFile([part]), ...searchFiles(part, toPosts(input.entries), 'Europe/Paris')];
const files = new Map([...(await publishSite(input)), ...index].map(({ path, body }) => [path, body]));
const pages = [...files.keys()].filter((path) => path.endsWith('.html'));

describe.skipIf(noChromium !== null)('in a browser (skipped where there is no Chromium)', () => {
  let browser: Browser;
  let served: ServedSite;
  let window: SiteWindow;
  let page: Page;

  beforeAll(async () => {
    [browser, served] = await Promise.all([openChromium(), serveSite(files)]);
    window = await SiteWindow.open(browser, served.url);
    page = window.page;
  });
  afterAll(async () => {
    await browser?.close();
    await served?.[Symbol.asyncDispose]();
  });

  it.each(pages)(
    '23: %s has nothing for axe to complain of, light and dark, no side scrolling, narrow or wide, nothing from elsewhere and nothing that its policy forbids',
    async (path) => {
      await page.goto(`sample/${path}`);
      expect(await window.look()).toEqual(nothing);
    },
  );

  it('24: search.html finds posts by the beginnings of words, with accents or without, by keyboard alone', async () => {
    await page.goto('sample/search.html');
    expect(await window.tabTo('Words in posts')).toContain('Search');
    expect(await window.showsFocus()).toBe(true);
    await page.keyboard.type('ordin leng');
    await page.getByRole('link', { name: title }).waitFor();
    expect(await page.locator('#results li').count()).toBe(1);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.href')).toBe('https://blog.example.org/post-1');
    expect(await window.look()).toEqual(nothing);
    await page.getByRole('searchbox').fill('zzzz');
    await page.getByText('Nothing found.').waitFor();
  });

  it('index.html can be walked by keyboard, past the navigation or through it, and shows where one is', async () => {
    await page.goto('sample/index.html');
    expect(await window.tabTo(title)).toEqual(
      expect.arrayContaining(['Skip to the content', 'Posts', 'Events', 'Sources', 'Editions', 'Search']),
    );
    expect(await window.showsFocus()).toBe(true);
    await page.goto('sample/index.html');
    expect(await window.tabTo('Skip to the content')).toHaveLength(1);
    expect(await page.locator('.skip').boundingBox()).toMatchObject({ y: 0 });
    await page.keyboard.press('Enter');
    expect(await window.tabTo(title)).toEqual([title]);
  });

  it('is where somebody subscribes, confirms, looks at what is kept, and leaves, by keyboard alone', async () => {
    await page.goto('subscribe');
    expect(await window.look()).toEqual(nothing);
    await window.tabTo('Email address');
    expect(await window.showsFocus()).toBe(true);
    await page.keyboard.type('Ada@Example.org');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ada');
    expect(await window.tabTo('Subscribe')).toEqual(['Subscribe']);
    expect(await window.showsFocus()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Please look into your mailbox' }).waitFor();
    expect(await window.look()).toEqual(nothing);

    const steps = [
      [await served.confirmLink(), 'Confirm your subscription', 'Confirm', 'You are subscribed'],
      [served.link('preferences', 'ada@example.org'), 'You are subscribed', 'Unsubscribe', 'You are unsubscribed'],
      [
        served.link('preferences', 'ada@example.org'),
        'You are not subscribed',
        'Subscribe again',
        'You are subscribed',
      ],
      [served.link('unsubscribe', 'ada@example.org'), 'Unsubscribe?', 'Unsubscribe', 'You are unsubscribed'],
    ] as const;
    for (const [link, before, button, after] of steps) {
      await page.goto(link);
      await page.getByRole('heading', { name: before, exact: true }).waitFor();
      expect(await window.look(), before).toEqual(nothing);
      await window.tabTo(button);
      expect(await window.showsFocus()).toBe(true);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: after, exact: true }).waitFor();
    }
    expect(await served.stateOf('ada@example.org')).toBe('unsubscribed');
  });

  it('says beside the form what is wrong with it, and keeps what was written', async () => {
    await page.goto('subscribe');
    await page.evaluate('document.forms[0].noValidate = true');
    await page.getByLabel('Email address').fill('ada@');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'That is no address' }).waitFor();
    expect(await page.getByLabel('Email address').inputValue()).toBe('ada@');
    expect(await window.look()).toEqual(nothing);
  });

  it('is dark for who likes it dark', async () => {
    await page.goto('subscribe');
    const lightness = 'getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)';
    const ground = async () => Math.max(...z.array(z.number()).parse(await page.evaluate(lightness)));
    expect(await ground()).toBeGreaterThan(0xd0);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground()).toBeLessThan(0x30);
    await page.emulateMedia({ colorScheme: 'light' });
  });
});
