import { describe, expect, it } from 'vitest';
import { lookInto } from '../../src/commands/look-into.ts';
import type { FeedItem } from '../../src/model.ts';

const ITEM: FeedItem = {
  guid: null,
  url: 'https://feeds.example/~r/12',
  title: 'Мельница',
  contentHtml: '<p>Мельница стоит […]</p>',
  baseUrl: null,
  summary: null,
  image: null,
  published: null,
  updated: null,
  authors: [],
  tags: [],
  attachments: [],
  language: null,
  events: [],
  origin: null,
};
const MARKS = { keys: { guid: null, link: null, title: 'title' }, raw: '', fingerprint: '' };

/** Letters of windows-1251. */
function written(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    return code < 0x80 ? code : code - 0x350;
  });
}

function draftOf(html: string) {
  const page = { bytes: written(html), url: 'https://blog.example/2024/mill/', contentType: 'text/html' };
  const [news] = lookInto([{ item: ITEM, marks: MARKS, page }], { timezone: 'UTC' });
  return news?.entry.draft;
}

describe('the page behind an item', () => {
  const page = `<meta charset="windows-1251"><title>Мельница</title>
    <article class="entry-content"><p>Мельница стоит на пригорке.</p><img src="mill.jpg"></article>`;

  it('is read in the encoding that it says', () => {
    expect(draftOf(page)?.contentHtml).toContain('Мельница стоит на пригорке.');
  });

  it('has addresses relative to where it was found after redirects', () => {
    expect(draftOf(page)?.image?.url).toBe('https://blog.example/2024/mill/mill.jpg');
  });
});
