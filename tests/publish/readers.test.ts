import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { load } from 'cheerio';
import { sync as ical } from 'node-ical';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Event } from '../../src/model.ts';
import { layOutSite } from '../support/site.ts';
import { type AwkwardSite, publishAwkwardSite, SITE } from './awkward-site.ts';
import { bodyOf, event, publication } from './sample.ts';

const hasFeedparser = spawnSync('/usr/bin/python3', ['-c', 'import feedparser']).status === 0;
const hasNewsboat = spawnSync('newsboat', ['--version']).status === 0;

let sites: Readonly<Record<'full' | 'summary', AwkwardSite>>;

beforeAll(async () => {
  sites = { full: await publishAwkwardSite('full'), summary: await publishAwkwardSite('summary') };
});
afterAll(async () => {
  for (const site of Object.values(sites)) await site[Symbol.asyncDispose]();
});

/** Ids and titles of the merged feed, which other readers are to find. */
function published(content: 'full' | 'summary'): { ids: string[]; titles: string[] } {
  const $ = load(sites[content].read('atom.xml'), { xml: true });
  const [ids, titles] = ['id', 'title'].map((name) => [...$(`entry > ${name}`)].map((node) => $(node).text()));
  return { ids: ids ?? [], titles: titles ?? [] };
}

const script = `
import feedparser, json, sys
feed = feedparser.parse(sys.argv[1])
print(json.dumps({
  "bozo": bool(feed.bozo), "version": feed.version, "title": feed.feed.title,
  "titles": [entry.get("title", "") for entry in feed.entries],
  "ids": [entry.id for entry in feed.entries],
  "sources": [bool(entry.source.title) for entry in feed.entries if "source" in entry],
}))`;

describe.skipIf(!hasFeedparser)('feedparser (skipped where python3-feedparser is not installed)', () => {
  it.each([
    ['atom.xml', 'atom10', 'summary'],
    ['atom.xml', 'atom10', 'full'],
    ['rss.xml', 'rss20', 'summary'],
    ['rss.xml', 'rss20', 'full'],
  ] as const)('25: reads %s (%s, %s) without complaint, every entry with its source', (file, version, content) => {
    const path = join(sites[content].folder, file);
    const read: object = JSON.parse(execFileSync('/usr/bin/python3', ['-c', script, path], { encoding: 'utf8' }));
    const { ids, titles } = published(content);
    const found = { bozo: false, version, title: SITE.title, ids, sources: ids.map(() => true) };
    expect(read).toMatchObject(file === 'atom.xml' ? { ...found, titles } : found);
  });
});

describe.skipIf(!hasNewsboat)('newsboat (skipped where it is not installed)', () => {
  it.each(['atom.xml', 'rss.xml'])('25: shows every entry of %s', (file) => {
    using home = layOutSite({ urls: `file://${join(sites.summary.folder, file)}\n`, config: '' });
    const [urls, config, cache] = ['urls', 'config', 'cache.db'].map((name) => home.path(name));
    execFileSync('newsboat', ['-q', '-u', `${urls}`, '-C', `${config}`, '-c', `${cache}`, '-x', 'reload'], {
      env: { ...process.env, HOME: home.dir },
    });
    const items = new DatabaseSync(`${cache}`).prepare('select guid, title from rss_item').all();
    const { ids, titles } = published('summary');
    expect(items.map(({ guid }) => guid).sort()).toEqual(ids.toSorted());
    expect(items.map(({ title }) => title)).toEqual(
      expect.arrayContaining(titles.filter((title) => /[日🎉]/u.test(title))),
    );
  });
});

describe('25: node-ical', () => {
  const evening = { startDate: '2014-09-04T19:30:00+02:00', endDate: '2014-09-04T21:00:00+02:00' };
  it.each<[string, Partial<Event>, object]>([
    [
      'an evening',
      evening,
      { start: new Date('2014-09-04T17:30:00Z'), end: new Date('2014-09-04T19:00:00Z'), datetype: 'date-time' },
    ],
    ['two days', { startDate: '2014-09-06', endDate: '2014-09-07' }, { datetype: 'date' }],
    ['one that is cancelled', { ...evening, status: 'cancelled' }, { status: 'CANCELLED' }],
    ['any characters', { ...evening, name: 'R&D; x, "y"\\ 日本語' }, { summary: 'R&D; x, "y"\\ 日本語' }],
  ])('reads %s of events.ics as it is', async (_, changes, expected) => {
    const body = await bodyOf('events.ics', publication({ events: [event(changes, 'meeting')] }));
    const [read] = Object.values(ical.parseICS(body)).filter((component) => component?.type === 'VEVENT');
    expect(read).toMatchObject({ uid: 'meeting', ...expected });
  });
});
