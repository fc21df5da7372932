import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { relistingsOf } from '../../src/commands/relisting.ts';
import { serveFeeds } from '../support/feed-server.ts';
import { pollingSite, post, rss, START } from '../support/polling-site.ts';

const DAY = 86_400_000;

const known = (...sources: readonly (readonly [url: string, movedTo?: string])[]) =>
  new Map(sources.map(([url, movedTo = null]) => [url, { url, movedTo }]));

describe('a source that is listed under another address', () => {
  it.each([
    ['where it moved to', 'https://b.example/feed', known(['https://a.example/feed', 'https://b.example/feed'])],
    ['by https', 'https://a.example/feed', known(['http://a.example/feed'])],
    ['written otherwise', 'HTTP://A.example/feed#all', known(['http://a.example/feed'])],
  ])('%s is the one that was', (_, to, states) => {
    expect(relistingsOf([{ url: to }], states)).toEqual([{ from: [...states.keys()][0], to }]);
  });

  it.each([
    ['is listed still', [{ url: 'https://a.example/feed' }, { url: 'https://b.example/feed' }]],
    ['is known already', [{ url: 'https://c.example/feed' }]],
    ['is nowhere near', [{ url: 'https://d.example/feed' }]],
  ])('is not one that %s', (_, listed) => {
    const states = known(['https://a.example/feed', 'https://b.example/feed'], ['https://c.example/feed']);
    expect(relistingsOf(listed, states)).toEqual([]);
  });

  it('is one alone, where two are listed that it might be', () => {
    const states = known(['https://a.example/feed', 'https://b.example/feed']);
    const listed = [{ url: 'https://b.example/feed' }, { url: 'http://a.example/feed' }];
    expect(relistingsOf(listed, states)).toEqual([{ from: 'https://a.example/feed', to: 'https://b.example/feed' }]);
  });

  it('8.1 brings nothing anew', async () => {
    await using server = await serveFeeds({ '/new.xml': rss([post(1), post(2)]) });
    server.answer('/old.xml', (_, response) => response.writeHead(301, { location: '/new.xml' }).end());
    using site = pollingSite([`${server.url}/old.xml`]);
    for (const day of [0, 1, 2]) await site.poll(START + day * DAY, { all: true });
    writeFileSync(site.site.path('sources', 'blogs.yaml'), `- url: ${server.url}/new.xml\n`);
    const { entries, sources } = await site.poll(START + 3 * DAY, { all: true });
    expect([entries.new, sources.unchanged]).toEqual([0, 1]);
    expect(await site.entries()).toHaveLength(2);
  });
});
