import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sync as ical } from 'node-ical';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/model.ts';
import { publishSite } from '../../src/publish/site.ts';
import { bodyOf, entry, event, posted, publication } from './sample.ts';

const hasFeedparser = spawnSync('/usr/bin/python3', ['-c', 'import feedparser']).status === 0;
const hasNewsboat = spawnSync('newsboat', ['--version']).status === 0;

const titles = ['Plain', 'R&D, x < y', '日本語 😀', 'Ends in ]]>', ''];
const entries = posted(
  ...titles.map((title, number) => entry(number, { title })),
  entry(5, { url: null, guid: '5', authors: [], summary: '', contentHtml: '' }),
);

async function folder(content: 'summary' | 'full'): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), 'tidings-readers-'));
  for (const { path, body } of await publishSite(publication({ entries, feed: { limit: 50, content, hub: null } }))) {
    if (!path.includes('/')) writeFileSync(join(out, path), body);
  }
  return out;
}

const script = `
import feedparser, json, sys
feed = feedparser.parse(sys.argv[1])
print(json.dumps({
  "bozo": bool(feed.bozo), "version": feed.version, "title": feed.feed.title,
  "titles": [entry.get("title", "") for entry in feed.entries],
  "ids": [entry.id for entry in feed.entries],
  "sources": [entry.source.title for entry in feed.entries if "source" in entry],
}))`;

describe.skipIf(!hasFeedparser)('feedparser (skipped where python3-feedparser is not installed)', () => {
  it.each([
    ['atom.xml', 'atom10', 'summary'],
    ['atom.xml', 'atom10', 'full'],
    ['rss.xml', 'rss20', 'summary'],
    ['rss.xml', 'rss20', 'full'],
  ] as const)('reads %s without complaint, every entry with its source', async (file, version, content) => {
    const out = execFileSync('/usr/bin/python3', ['-c', script, join(await folder(content), file)], {
      encoding: 'utf8',
    });
    const read: { titles: string[]; ids: string[]; sources: string[] } = JSON.parse(out);
    expect(read).toMatchObject({ bozo: false, version, title: 'Open Source Weekly' });
    expect(new Set(read.ids).size).toBe(entries.length);
    expect(read.sources).toEqual(entries.map(() => 'The blog itself'));
    expect(read.titles.slice(2, 4)).toEqual(titles.slice(2, 4));
  });
});

describe.skipIf(!hasNewsboat)('newsboat (skipped where it is not installed)', () => {
  it.each(['atom.xml', 'rss.xml'])('shows every entry of %s', async (file) => {
    const out = await folder('summary');
    const [urls, config, cache] = ['urls', 'config', 'cache.db'].map((name) => join(out, name));
    writeFileSync(join(out, 'urls'), `file://${join(out, file)}\n`);
    writeFileSync(join(out, 'config'), '');
    execFileSync('newsboat', ['-q', '-u', `${urls}`, '-C', `${config}`, '-c', `${cache}`, '-x', 'reload'], {
      env: { ...process.env, HOME: out },
    });
    const items = new DatabaseSync(`${cache}`).prepare('select title from rss_item').all();
    expect(items).toHaveLength(entries.length);
    expect(items.map(({ title }) => title)).toContain('日本語 😀');
  });
});

describe('node-ical', () => {
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
