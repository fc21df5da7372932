import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import { prepareEdition } from '../../src/commands/edition.ts';
import { pollDue } from '../../src/commands/poll.ts';
import { publishFiles } from '../../src/commands/publish.ts';
import { ARCHIVE_ENTRIES } from '../../src/publish/archive.ts';
import { draft } from '../support/newsletter.ts';
import { layOutSite, type TestSite } from '../support/site.ts';

const MONDAY = '2014-08-18T07:00:00+02:00';
const LATER = '2014-08-18T19:00:00+02:00';
const TUESDAY = '2014-08-19T07:00:00+02:00';
const long = new Date('2001-02-03T04:05:06Z');

interface Post {
  readonly id: string;
  readonly title: string;
  readonly published: string;
  readonly updated?: string;
  readonly text?: string;
}

const first: Post = { id: 'tag:a.example,2014:1', title: 'First', published: '2014-08-10T10:00:00Z' };
const second: Post = { id: 'tag:a.example,2014:2', title: 'Second', published: '2014-08-12T10:00:00Z' };
const third: Post = { id: 'tag:a.example,2014:3', title: 'Third', published: '2014-08-14T10:00:00Z' };

function atomOf(posts: readonly Post[], more = ''): string {
  const entries = posts.map(
    ({ id, title, published, updated, text }) => `<entry><id>${id}</id><title>${title}</title>
<link href="https://a.example/${title}"/><published>${published}</published>${updated ? `<updated>${updated}</updated>` : ''}
<content type="html">&lt;p&gt;${text ?? `What the post “${title}” says at some length.`}&lt;/p&gt;</content></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><id>tag:a.example,2014:feed</id>
<title>A</title><link href="https://a.example/"/><updated>2014-08-14T10:00:00Z</updated>${entries.join('')}${more}</feed>`;
}

let site: TestSite;

beforeEach(() => {
  site = layOutSite({
    'tidings.yaml': 'title: Weekly\nurl: https://news.example.org/\ntimezone: Europe/Paris\n',
    'sources/list.yaml': '- url: file:../feeds/a.xml\n',
    'feeds/a.xml': atomOf([third, second, first]),
  });
});
afterEach(() => site[Symbol.dispose]());

async function at<T>(now: string, act: (app: App) => Promise<T>): Promise<T> {
  const quiet = { write: () => true };
  const surroundings = { environment: {}, stdout: quiet, stderr: quiet, signal: new AbortController().signal };
  const app = await openApp({ site: site.dir, now }, surroundings);
  try {
    return await act(app);
  } finally {
    await app.close();
  }
}

const publishAt = (now: string) =>
  at(now, async (app) => {
    await pollDue(app, { all: true });
    return publishFiles(app);
  });

const feedIs = (text: string, name = 'a.xml') => writeFileSync(join(site.dir, 'feeds', name), text);
const published = (path: string) => readFileSync(join(site.dir, 'public', path), 'utf8');
const everything = () =>
  readdirSync(join(site.dir, 'public'), { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(site.dir, 'public', path)).isFile())
    .sort();

function entries(): { id: string; title: string; published: string; updated: string; whole: string }[] {
  const $ = load(published('atom.xml'), { xml: true });
  return [...$('entry')].map((node) => {
    const text = (name: string) => $(node).children(name).text();
    return {
      id: text('id'),
      title: text('title'),
      published: text('published'),
      updated: text('updated'),
      whole: $.xml(node),
    };
  });
}

describe('publish', () => {
  it('1: writes the files that it names, and no others', async () => {
    expect(await publishAt(MONDAY)).toEqual(everything());
    expect(entries().map(({ title }) => title)).toEqual(['Third', 'Second', 'First']);
  });

  it('5: leaves every file untouched without news, later the same day and after another poll', async () => {
    const paths = await publishAt(MONDAY);
    for (const path of paths) utimesSync(join(site.dir, 'public', path), long, long);
    await at(LATER, publishFiles);
    await publishAt(LATER);
    for (const path of paths) expect(statSync(join(site.dir, 'public', path)).mtime, path).toEqual(long);
  });

  it('6: gives the same ids from a new state', async () => {
    await publishAt(MONDAY);
    const before = entries().map(({ id }) => id);
    for (const name of readdirSync(join(site.dir, 'data'))) writeFileSync(join(site.dir, 'data', name), '');
    await publishAt(TUESDAY);
    expect(entries().map(({ id }) => id)).toEqual(before);
  });

  it("7: moves an edited post's updated on, to its source's own date, and leaves the others as they were", async () => {
    await publishAt(MONDAY);
    const before = entries();
    const edited = { ...second, title: 'Second, edited', text: 'Something else.', updated: '2014-08-18T08:00:00Z' };
    feedIs(atomOf([third, edited, first]));
    await publishAt(TUESDAY);
    const after = entries();
    expect(after[1]).toMatchObject({ id: second.id, title: 'Second, edited', updated: '2014-08-18T08:00:00.000Z' });
    expect(after[1]?.published).toBe(before[1]?.published);
    expect([after[0], after[2]]).toEqual([before[0], before[2]]);
  });

  it('7: dates an edit that its source does not date by when it was seen', async () => {
    await publishAt(MONDAY);
    feedIs(atomOf([third, { ...second, title: 'Second, edited' }, first]));
    await publishAt(TUESDAY);
    expect(entries()[1]).toMatchObject({ title: 'Second, edited', updated: '2014-08-19T05:00:00.000Z' });
  });

  it('8: drops a post that its source withdraws while older ones stay', async () => {
    await publishAt(MONDAY);
    feedIs(atomOf([third, first]));
    await publishAt(TUESDAY);
    expect(entries().map(({ title }) => title)).toEqual(['Third', 'First']);
    for (const path of everything()) expect(published(path), path).not.toContain('Second');
  });

  it('8: drops a post that its source says is deleted (RFC 6721)', async () => {
    await publishAt(MONDAY);
    feedIs(atomOf([third, second], `<at:deleted-entry ref="${first.id}" when="2014-08-18T09:00:00Z"/>`));
    await publishAt(TUESDAY);
    expect(entries().map(({ title }) => title)).toEqual(['Third', 'Second']);
  });

  it('8: keeps a post that drops off the end of its feed', async () => {
    await publishAt(MONDAY);
    feedIs(atomOf([third, second]));
    await publishAt(TUESDAY);
    expect(entries().map(({ title }) => title)).toEqual(['Third', 'Second', 'First']);
  });

  it.each([
    ['first', ['a.xml', 'p.xml']],
    ['last', ['p.xml', 'a.xml']],
  ])(
    '9: publishes what several sources have once, as its original source has it, which is listed %s',
    async (_, listed) => {
      const text =
        'Three nodes, a switch and a weekend were enough to run block storage that survives the loss of any one.';
      feedIs(atomOf([{ ...first, text }]));
      const copy = atomOf([{ ...first, id: 'tag:planet.example,2014:9', title: 'First', text }]);
      feedIs(
        copy
          .replaceAll('tag:a.example,2014:feed', 'tag:planet.example,2014:feed')
          .replace(
            '<title>A</title><link href="https://a.example/"/>',
            '<title>Planet</title><link href="https://planet.example/"/>',
          )
          .replace('<title>A<', '<title>Planet<'),
        'p.xml',
      );
      writeFileSync(
        join(site.dir, 'sources', 'list.yaml'),
        listed.map((name) => `- url: file:../feeds/${name}\n`).join(''),
      );
      await publishAt(MONDAY);
      expect(entries().map(({ id }) => id)).toEqual([first.id]);
      expect(load(published('atom.xml'), { xml: true })('source > title').text()).toBe('A');
      expect(load(published('index.html'))('.copies')).toHaveLength(1);
    },
  );

  it('shows nothing that its source excludes, or of a source that is no longer listed', async () => {
    await publishAt(MONDAY);
    writeFileSync(join(site.dir, 'sources', 'list.yaml'), '- url: file:../feeds/a.xml\n  exclude: "^th"\n');
    await at(MONDAY, publishFiles);
    expect(entries().map(({ title }) => title)).toEqual(['Second', 'First']);
    writeFileSync(join(site.dir, 'sources', 'list.yaml'), '[]\n');
    await at(MONDAY, publishFiles);
    expect(entries()).toEqual([]);
  });

  it('3: tells no path of the machine, of a feed in a file', async () => {
    for (const path of await publishAt(MONDAY)) {
      expect(published(path), path).not.toContain('file:');
      expect(published(path), path).not.toContain(site.dir);
    }
  });
});

describe('the feeds of sources and tags', () => {
  const list = `- url: file:../feeds/a.xml
  tags: [cloud]
- url: file:../feeds/b.xml
  tags: [cloud, storage]
`;
  const titles = (path: string) => load(published(path), { xml: true })('entry > title').text();
  const touched = (path: string) => statSync(join(site.dir, 'public', path)).mtimeMs !== long.getTime();

  beforeEach(() => {
    feedIs(atomOf([first]));
    feedIs(atomOf([{ ...second, text: 'Of something else altogether.' }]).replace('<title>A<', '<title>B<'), 'b.xml');
    writeFileSync(join(site.dir, 'sources', 'list.yaml'), list);
  });

  it('have the posts of their sources', async () => {
    const paths = (await publishAt(MONDAY)).filter((path) => path.startsWith('feeds/'));
    expect(paths.map((path) => path.replace(/-[0-9a-f]{8}/, ''))).toEqual([
      'feeds/a-xml.xml',
      'feeds/b-xml.xml',
      'feeds/tag-cloud.xml',
      'feeds/tag-storage.xml',
    ]);
    expect(paths.map(titles)).toEqual(['First', 'Second', 'SecondFirst', 'Second']);
  });

  it('are looked into only where a source of theirs has changed', async () => {
    const paths = (await publishAt(MONDAY)).filter((path) => path.startsWith('feeds/'));
    for (const path of paths) utimesSync(join(site.dir, 'public', path), long, long);
    feedIs(atomOf([third, first]));
    await publishAt(TUESDAY);
    expect(paths.map(touched)).toEqual([true, false, true, false]);
    expect(titles('feeds/tag-cloud.xml')).toBe('ThirdSecondFirst');
  });

  it('go with their last source', async () => {
    await publishAt(MONDAY);
    writeFileSync(join(site.dir, 'sources', 'list.yaml'), '- url: file:../feeds/a.xml\n');
    const paths = await at(TUESDAY, publishFiles);
    expect(everything()).toEqual(paths);
    expect(paths.filter((path) => path.startsWith('feeds/'))).toHaveLength(1);
  });
});

describe('what goes back to the first post', () => {
  const titles = (path: string) => load(published(path), { xml: true })('entry > title').text();
  const many = (count: number) =>
    Array.from({ length: count }, (_, number) => ({
      id: `tag:a.example,2014:${number}`,
      title: `Nr${number}`,
      published: new Date(Date.parse(first.published) - number * 60_000).toISOString(),
      text: `Number ${number} is told of apart from all others.`,
    }));

  it('is an archive of documents, of which a full one is not touched again', async () => {
    feedIs(atomOf(many(ARCHIVE_ENTRIES + 2)));
    const archived = (await publishAt(MONDAY)).filter((path) => path.startsWith('archive/'));
    expect(archived).toEqual(['archive/1.xml', `archive/2-to-${ARCHIVE_ENTRIES + 2}.xml`]);
    expect(archived.map((path) => load(published(path), { xml: true })('entry').length)).toEqual([ARCHIVE_ENTRIES, 2]);
    const $ = load(published('atom.xml'), { xml: true });
    expect($('feed > link[rel=prev-archive]').attr('href')).toBe(`https://news.example.org/${archived[1]}`);
    utimesSync(join(site.dir, 'public', 'archive/1.xml'), long, long);
    feedIs(atomOf([third, ...many(ARCHIVE_ENTRIES + 2)]));
    expect(await publishAt(TUESDAY)).toEqual(everything());
    expect(statSync(join(site.dir, 'public', 'archive/1.xml')).mtime).toEqual(long);
    expect(titles(`archive/2-to-${ARCHIVE_ENTRIES + 3}.xml`)).toContain('Third');
  });

  it('is where a new reader finds every post, from document to document (RFC 5005)', async () => {
    feedIs(atomOf(many(ARCHIVE_ENTRIES + 2)));
    await publishAt(MONDAY);
    feedIs(atomOf([third, ...many(2 * ARCHIVE_ENTRIES + 3)]));
    await publishAt(TUESDAY);
    const found = new Set<string>();
    const way: string[] = [];
    for (let path = 'atom.xml'; path !== ''; ) {
      const $ = load(published(path), { xml: true });
      for (const node of $('entry > id')) found.add($(node).text());
      way.push(path);
      path = ($('feed > link[rel=prev-archive]').attr('href') ?? '').replace('https://news.example.org/', '');
    }
    expect(way).toEqual(['atom.xml', 'archive/3-to-1004.xml', 'archive/2.xml', 'archive/1.xml']);
    expect(found.size).toBe(2 * ARCHIVE_ENTRIES + 4);
  });

  it('is an index of words, which follows edits and withdrawals', async () => {
    const places = (word: string): number[] => JSON.parse(published(`search/1/${word.charAt(0)}.json`))[word];
    await publishAt(MONDAY);
    expect(JSON.parse(published('search.json'))).toMatchObject({ parts: 1 });
    expect([places('first'), places('second')].flat()).toHaveLength(2);
    feedIs(atomOf([third, { ...first, title: 'Firstly' }]));
    await publishAt(TUESDAY);
    expect([places('first'), places('second')]).toEqual([undefined, undefined]);
    expect(places('firstly')).toHaveLength(1);
    expect(titles('archive/1-to-3.xml')).not.toContain('Second');
  });

  it('is written again where it was removed', async () => {
    const paths = await publishAt(MONDAY);
    rmSync(join(site.dir, 'public'), { recursive: true });
    expect(await at(LATER, publishFiles)).toEqual(paths);
    expect(everything()).toEqual(paths);
  });
});

it("prints an edition's page again without a post that its source has withdrawn since, once", async () => {
  await publishAt(MONDAY);
  const name = await at(MONDAY, async (app) => {
    const { edition, rendered } = await prepareEdition(app);
    const entryIds = (await app.store.news.unpublished(0)).map(({ entry: { id } }) => id);
    await app.store.editions.begin(draft(['ann@example.org'], { content: edition, rendered, entryIds }));
    await publishFiles(app);
    return edition.name;
  });
  const page = `editions/${name}.html`;
  expect(published(page)).toContain('Second');
  feedIs(atomOf([third, first]));
  await publishAt(TUESDAY);
  expect(published(page)).not.toContain('Second');
  expect(published(page)).toContain('Third');
  utimesSync(join(site.dir, 'public', page), long, long);
  await publishAt(TUESDAY);
  expect(statSync(join(site.dir, 'public', page)).mtime).toEqual(long);
});

describe("a calendar's events", () => {
  const events = (summary: string, day: string, second = '') => `BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//x//EN\r
BEGIN:VEVENT\r
UID:meet-1@a.example\r
DTSTAMP:20140801T000000Z\r
DTSTART;VALUE=DATE:${day}\r
SUMMARY:${summary}\r
LOCATION:Lyon\r
END:VEVENT\r
${second}END:VCALENDAR\r
`;
  const other =
    'BEGIN:VEVENT\r\nUID:other@a.example\r\nDTSTAMP:20140801T000000Z\r\nDTSTART;VALUE=DATE:20141001\r\nSUMMARY:Other\r\nEND:VEVENT\r\n';
  const line = (name: string) => published('events.ics').match(new RegExp(`^${name}.*(?=\r$)`, 'gm'));

  beforeEach(() => {
    feedIs(events('Meeting', '20140904', other), 'events.ics');
    writeFileSync(join(site.dir, 'sources', 'list.yaml'), '- url: file:../feeds/events.ics\n  kind: events\n');
  });

  it('19: keep their UID and count their changes, each stamped when it changed', async () => {
    await publishAt(MONDAY);
    const uids = line('UID:');
    expect(line('SEQUENCE:')).toEqual(['SEQUENCE:0', 'SEQUENCE:0']);
    feedIs(events('Long meeting', '20140904', other), 'events.ics');
    await publishAt(TUESDAY);
    expect(line('UID:')).toEqual(uids);
    expect(line('SEQUENCE:')).toEqual(['SEQUENCE:1', 'SEQUENCE:0']);
    expect(line('DTSTAMP:')).toEqual(['DTSTAMP:20140819T050000Z', 'DTSTAMP:20140818T050000Z']);
    expect(line('SUMMARY:')).toEqual(['SUMMARY:Long meeting', 'SUMMARY:Other']);
  });

  it('have files of their own, which go when the events do', async () => {
    const own = (await publishAt(MONDAY)).filter((path) => path.startsWith('events/'));
    expect(own).toHaveLength(2);
    writeFileSync(join(site.dir, 'sources', 'list.yaml'), '- url: file:../feeds/a.xml\n');
    const paths = await publishAt(TUESDAY);
    expect(everything()).toEqual(paths);
    expect(readdirSync(join(site.dir, 'public'))).not.toContain('events');
  });
});
