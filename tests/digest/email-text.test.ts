import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { withoutPlaces } from '../../src/digest/personal.ts';
import type { RenderedEdition } from '../../src/model.ts';
import { columns } from '../../src/templating/wrap.ts';
import { allEditions, edition, hostileWeek, post } from './editions.ts';
import { print } from './printing.ts';

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
const withoutSpaces = (text: string) => text.replace(/\s+/g, '');

describe.each(Object.entries(allEditions))('the text part of %s', (_, { edition, language }) => {
  let rendered: RenderedEdition;
  let text: string;

  beforeAll(async () => {
    rendered = await print(edition, { language });
    text = withoutPlaces(rendered.text);
  });

  it('34: has every title, address and event of the HTML part, addresses whole on one line', () => {
    const $ = load(withoutPlaces(rendered.html));
    const whole = withoutSpaces(text);
    for (const title of $('h1, h2, h3, li > span:first-child').toArray())
      expect(whole).toContain(withoutSpaces($(title).text()));
    const lines = new Set(text.split('\n').map((line) => line.replace(/^.*?(?=https?:)/, '').trim()));
    for (const link of $('a').toArray()) expect(lines).toContain($(link).attr('href'));
  });

  it('35: is wrapped at 80 columns; only what cannot be broken is longer', () => {
    const long = text.split('\n').filter((line) => columns(line) > 80);
    expect(long.filter((line) => /\S\s+\S/.test(line.replace(/^(?:[\s*]|\d+\.)+/, '')))).toEqual([]);
  });

  it('36: has no runs of blank lines, no trailing blanks and nothing invisible', () => {
    expect(text).not.toMatch(/\n\n\n/);
    expect(text.replace(/^-- $/m, '--')).not.toMatch(/[ \t]$/m);
    expect(text).not.toMatch(/\u034f|[\u200b\u00ad\u2007\ufeff\x00-\x09\x0b-\x1f]/);
    expect(text).toMatch(/\S\n$/);
  });

  it('37: begins with the title, has the posts in the order of the HTML, and the address on the web', () => {
    expect(text.startsWith(language === 'fr' ? 'L’Hebdo du libre\n' : 'Rhône-Alpes Open Source Weekly\n')).toBe(true);
    expect(text.split('\n').map((line) => line.trim())).toContain('https://news.example.org/editions/2014-W34.html');
    const $ = load(rendered.html);
    const places = $('h3')
      .toArray()
      .map((title) => withoutSpaces(text).indexOf(withoutSpaces($(title).text())));
    if (edition !== hostileWeek) expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('37: has the unsubscribe address in sent messages, on a line of its own', () => {
    expect(rendered.text).toMatch(/^ {2}\x02text:unsubscribeUrl\x03$/m);
    expect(text).not.toMatch(/\x02|\x03/);
  });
});

const parts = [1, 2].map((number) => ({ title: `Part ${number}`, url: `https://blog.example.org/${number}` }));

it.each([
  ['by its name', { title: 'Moving house', continued: false }, 'Series: Moving house'],
  ['by its name, continued', { title: 'Moving house', continued: true }, 'Series continued: Moving house'],
  ['without the name of a part for its own', { title: 'Part 1', continued: false }, 'A series'],
  ['without one, continued', { title: 'Part 1', continued: true }, 'Series continued'],
])('a series is told %s', async (_, series, words) => {
  const told = edition({ posts: [post({ title: 'Part 1', series: { ...series, parts } })] });
  const { text, html } = await print(told);
  expect(text.split('\n').map((line) => line.trim())).toContain(words);
  const $ = load(html);
  expect(
    $('p')
      .toArray()
      .map((line) => oneLine($(line).text())),
  ).toContain(words);
});

it('36: the text part has no tags or entities but those that titles are about', async () => {
  const { text } = await print(allEditions['an ordinary week']?.edition ?? hostileWeek);
  expect(text).not.toMatch(/<[a-z/]|&\w+;|&#/);
  expect(oneLine(text)).not.toMatch(/undefined|null|NaN|\{\{|\[object/);
});
