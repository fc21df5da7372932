import { availableParallelism } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { openReading, readingHere, withHttp } from '../../src/commands/http.ts';
import { pollingOf } from '../../src/commands/poll.ts';
import { readingOnThread } from '../../src/commands/reading/on-thread.ts';
import type { Reading } from '../../src/commands/reading/reading.ts';
import { readSources } from '../../src/config/sources.ts';
import { Fault } from '../../src/fault.ts';
import { type PollReport, pollSources } from '../../src/poll/poll.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { type FeedServer, serveFeeds } from '../support/feed-server.ts';
import { DAY, post, rss } from '../support/polling-site.ts';

const PATHS = ['/long', '/dated', '/truncated', '/broken-off', '/page', '/always'];
const LONG = Array.from({ length: 450 }, (_, number) => post(number));
const DATED = {
  title: 'A walk',
  link: 'https://a.example/walk',
  text: 'On the 21st of August 2026 at 14:00 in Oslo we walk.',
};
const ARTICLE = `<!doctype html><title>Whole</title><article><h1>Whole</h1>${'<p>A sentence of the whole article, which the page alone holds.</p>'.repeat(12)}</article>`;

/** What is answered the first day and the next: feeds that are whole, long, truncated, edited, cut off and none at all. */
function answers(server: FeedServer, day: number): void {
  const cut = (link: string) =>
    rss([{ title: `Whole ${day}`, link, guid: '1', text: 'It begins here and goes on, but the feed does not […]' }]);
  server.answer('/long', rss(day === 0 ? LONG : [{ ...post(450), text: 'News.' }, ...LONG.slice(0, 449)]));
  server.answer('/dated', rss([{ ...DATED, title: day === 0 ? DATED.title : 'A longer walk' }]));
  server.answer('/truncated', cut(`${server.url}/article`));
  server.answer('/always', cut(`${server.url}/article?2`));
  const whole = rss([post(1), post(2), post(3)]);
  server.answer('/broken-off', whole.slice(0, whole.lastIndexOf('</description>') - 4));
  server.answer('/page', ARTICLE);
  for (const path of ['/article', '/article?2']) {
    server.answer(path, (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(ARTICLE));
  }
}

async function openSite(server: FeedServer): Promise<TestApp> {
  const sources = PATHS.map((path) => {
    const fulltext = path === '/always' ? 'always' : 'auto';
    return `- { url: "${server.url}${path}", fulltext: ${fulltext} }\n`;
  });
  return openTestApp({
    'tidings.yaml':
      'title: A site\nurl: https://news.example.org/\npoll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }\n',
    'sources/blogs.yaml': sources.join(''),
  });
}

async function pollOn(day: number, { app }: TestApp, reading: Reading): Promise<PollReport> {
  const on = { ...app, clock: () => Date.parse('2026-03-02T10:00:00Z') + day * DAY, chance: () => 0.5 };
  return withHttp(on, (http) =>
    pollSources(readSources(on.settings.sources), {
      ...pollingOf(on, http, reading),
      all: true,
      onProgress: () => undefined,
    }),
  );
}

/** Everything in the state about entries and events, but for the order in which sources were taken in. */
function stateOf({ site }: TestApp): unknown {
  using database = new DatabaseSync(site.path('data', 'tidings.db'));
  const entries = `select sources.url as source, entries.* from entries join sources on sources.id = source_id
    order by source, guid, entries.title`;
  const events = 'select name, start_date, location, starts_at from events order by name, starts_at';
  const without = (row: object) => ({ ...row, id: null, source_id: null });
  return { entries: database.prepare(entries).all().map(without), events: database.prepare(events).all() };
}

/** Polls the server's feeds on two days, and tells what came of it. */
async function polledBy(server: FeedServer, readingOf: (app: App) => Reading) {
  await using site = await openSite(server);
  const reading = readingOf(site.app);
  const reports: PollReport[] = [];
  for (const day of [0, 1]) {
    answers(server, day);
    reports.push(await pollOn(day, site, reading));
  }
  await reading.close();
  return { reports, state: stateOf(site) };
}

const onThread = ({ clock, settings: { timezone } }: App) =>
  readingOnThread(({ fulltext }) => ({ now: clock(), timezone, fulltext }));

describe('a thread that reads feeds', () => {
  it('brings what reading them here brings: new, edited, long, truncated, cut off and unreadable ones', async () => {
    await using server = await serveFeeds();
    const here = await polledBy(server, readingHere);
    const there = await polledBy(server, onThread);
    expect(there).toEqual(here);
    expect(
      here.reports.map(({ newEntries, changedEntries, failures }) => [newEntries, changedEntries, failures.length]),
    ).toEqual([
      [453, 0, 1],
      [1, 3, 1],
    ]);
  });

  it('ends the poll with what was thrown where it dies', async () => {
    const reading = readingOnThread(() => ({ now: 0, timezone: 'UTC', fulltext: 'auto' }));
    const body = () => ({ bytes: Buffer.from(rss([DATED])), url: 'https://a.example/', contentType: null });
    const feed = await reading.read(body(), { fulltext: 'auto' }, false);
    if (feed instanceof Fault) throw feed;
    feed.letGo();
    await expect(feed.lookInto([{ index: 0, known: null }])).rejects.toThrow('let go of');
    await expect(reading.read(body(), { fulltext: 'auto' }, false)).rejects.toThrow('let go of');
    await reading.close();
  });

  it('is worth its start only where there are many sources', async () => {
    await using site = await openTestApp({ 'tidings.yaml': 'title: A site\nurl: https://news.example.org/\n' });
    expect(openReading(site.app, 5).atOnce).toBe(1);
    expect(openReading(site.app, 500).atOnce > 1).toBe(availableParallelism() > 1);
  });
});
