import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { load } from 'cheerio';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runHere } from '../support/run-here.ts';
import { layOutSite, type TestSite } from '../support/site.ts';
import { atomBlog, calendar, fileBlog, jsonBlog, rssBlog, rssPlanet } from './awkward-feeds.ts';

const FEEDS = {
  'a.xml': atomBlog,
  'e.ics': calendar,
  'f.xml': fileBlog,
  'j.json': jsonBlog,
  'p.xml': rssPlanet,
  'r.xml': rssBlog,
};
const MORNING = '2026-03-10T08:00:00Z';
const EVENING = '2026-03-10T20:00:00Z';
const NEXT_WEEK = '2026-03-17T08:00:00Z';
const long = new Date('2001-02-03T04:05:06Z');
const Published = z.object({ files: z.array(z.string()) });

let site: TestSite;

const list = (names: readonly string[]) => names.map((name) => `- url: file:../feeds/${name}\n`).join('');

beforeEach(() => {
  site = layOutSite({
    'tidings.yaml': 'title: Weekly\nurl: https://news.example.org/\ntimezone: Europe/Paris\nfeed: { content: full }\n',
    'sources/list.yaml': list(Object.keys(FEEDS)),
    ...Object.fromEntries(Object.entries(FEEDS).map(([name, body]) => [`feeds/${name}`, body])),
  });
});
afterEach(() => site[Symbol.dispose]());

async function publishAt(now: string): Promise<string[]> {
  const { stdout } = await runHere('publish', '--site', site.dir, '--now', now, '--json');
  return Published.parse(JSON.parse(stdout)).files;
}

async function pollAndPublishAt(now: string): Promise<string[]> {
  await runHere('poll', '--all', '--site', site.dir, '--now', now);
  return publishAt(now);
}

const read = (path: string) => readFileSync(site.path('public', path), 'utf8');

/** The entries of the merged feed as they are written, by their ids. */
function entries(): Map<string, string> {
  const $ = load(read('atom.xml'), { xml: true });
  return new Map([...$('entry')].map((node) => [$(node).children('id').text(), $.xml(node)]));
}

const idsAndUids = () => [[...entries().keys()].sort(), read('events.ics').match(/^UID:.*$/gm)];

describe('a site of awkward feeds', () => {
  it('5: has the same bytes and time stamps later the same day, after a poll without news, and another day', async () => {
    const paths = await pollAndPublishAt(MORNING);
    const before = paths.map(read);
    for (const path of paths) utimesSync(site.path('public', path), long, long);
    expect(await publishAt(EVENING)).toEqual(paths);
    expect(await pollAndPublishAt(EVENING)).toEqual(paths);
    expect(await pollAndPublishAt('2026-03-11T08:00:00Z')).toEqual(paths);
    expect(paths.map(read)).toEqual(before);
    expect(paths.filter((path) => statSync(site.path('public', path)).mtime.getTime() !== long.getTime())).toEqual([]);
  });

  it('6: has the same ids and event UIDs from a new state, a week on, its sources in another order', async () => {
    await pollAndPublishAt(MORNING);
    const before = idsAndUids();
    for (const folder of ['data', 'public']) rmSync(site.path(folder), { recursive: true });
    writeFileSync(site.path('sources/list.yaml'), list(Object.keys(FEEDS).reverse()));
    await pollAndPublishAt(NEXT_WEEK);
    expect(idsAndUids()).toEqual(before);
    expect(before[0]?.length).toBeGreaterThan(25);
  });

  it('7: has an edited post under its id, with its date and the new text, and every other entry as it was', async () => {
    const id = 'tag:atom.example,2014:edited';
    await pollAndPublishAt(MORNING);
    const before = entries();
    const edited = atomBlog.replace('Edited at its source', 'Edited & better').replace('Once so.', 'Now so.');
    writeFileSync(site.path('feeds/a.xml'), edited.replace('Edited & better', 'Edited &amp; better'));
    await pollAndPublishAt(EVENING);
    const after = entries();
    const published = (entry = '') => /<published>.*<\/published>/.exec(entry)?.[0];
    expect(after.get(id)).toMatch(/Edited &amp; better[\s\S]*Now so\./);
    expect(published(after.get(id))).toBe(published(before.get(id)));
    before.delete(id);
    after.delete(id);
    expect(after).toEqual(before);
  });

  it('8: has a post that its source withdraws in none of its files, and the others as they were', async () => {
    const id = 'tag:atom.example,2014:emoji';
    await pollAndPublishAt(MORNING);
    const before = entries();
    expect(before.delete(id)).toBe(true);
    writeFileSync(
      site.path('feeds/a.xml'),
      atomBlog.replace(/<entry><id>tag:atom\.example,2014:emoji[\s\S]*?<\/entry>/, ''),
    );
    for (const path of await pollAndPublishAt(EVENING)) expect(read(path), path).not.toContain('👩‍👩‍👧‍👦');
    expect(entries()).toEqual(before);
  });

  it('1: has the page of an edition before the message that links to it arrives', async () => {
    const seen: boolean[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo(_, __, done) {
        seen.push(existsSync(site.path('public/editions/2026-W11.html')));
        done();
      },
      onData(stream, _, done) {
        stream.resume().on('end', () => done());
      },
    });
    const port = await new Promise((ready) => {
      const listener = server.listen(0, '127.0.0.1', () =>
        ready(z.object({ port: z.int() }).parse(listener.address()).port),
      );
    });
    const mail = `digest: { from: news@example.org, to: [ann@example.net] }\nsmtp: { url: "smtp://127.0.0.1:${port}" }\n`;
    writeFileSync(site.path('tidings.yaml'), `${readFileSync(site.path('tidings.yaml'), 'utf8')}${mail}`);
    await pollAndPublishAt(MORNING);
    await runHere('run', '--site', site.dir, '--now', NEXT_WEEK);
    await new Promise((closed) => server.close(() => closed(null)));
    expect(seen).toEqual([true]);
  });
});
