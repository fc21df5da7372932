import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readSources } from '../src/config/sources.ts';
import { sketch } from '../src/extract/sketch.ts';
import { openStore } from '../src/store/store.ts';

// Lays out a site whose state has a history: of 200 sources that bring 80 posts a day, all but the last week's told in
// an edition. Making it takes memory, so that it is a process of its own:
//   node bench/history.ts FOLDER ENTRIES       a new site
//   node bench/history.ts FOLDER ENTRIES DAY   its feeds so many days later

const DAY = 86_400_000;
const SOURCES = 200;
const STEP = DAY / 80;
const POSTS_A_FEED = 5;
/** One post in so many announces an event, a month ahead. */
const EVENT_EVERY = 10;
/** When the history ends: a Monday morning. */
const END = Date.parse('2026-11-16T05:00:00Z');

const [site = '', size = '', day] = process.argv.slice(2);
const entries = Number(size);
const words = Array.from({ length: 3000 }, (_, index) => wordOf(index));

if (day === undefined) {
  layOut();
  await seed(entries - SOURCES * POSTS_A_FEED);
  writeFeeds(entries);
  spawnSync(process.execPath, [join(import.meta.dirname, '../src/bin.js'), 'poll', '--site', site, '--now', at(END)]);
  tellOld();
} else {
  writeFeeds(entries + (Number(day) * DAY) / STEP);
}

function layOut(): void {
  for (const folder of ['sources', 'feeds', 'data']) mkdirSync(join(site, folder), { recursive: true });
  const listed = Array.from(
    { length: SOURCES },
    (_, n) => `- url: file:../feeds/${n}.xml\n  fulltext: never\n  tags: [tag-${n % 20}]\n`,
  );
  writeFileSync(join(site, 'sources', 'all.yaml'), listed.join(''));
  writeFileSync(join(site, 'tidings.yaml'), 'title: Bench\nurl: https://bench.example/\nfeed: { content: full }\n');
}

/** Post `number`, the numbers in the order of their dates. */
function postOf(number: number) {
  const home = `blog-${number % SOURCES}.bench.example`;
  return {
    guid: `tag:${home},2014:post-${number}`,
    url: `https://${home}/posts/${number}`,
    title: `Post ${number}: ${textOf(number, 4)}`,
    published: Math.round(END - (entries - number) * STEP),
  };
}

/** So many words that belong to post `number` alone. */
function textOf(number: number, count: number): string {
  let state = number + 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return words[(state >>> 8) % words.length];
  };
  return Array.from({ length: count }, next).join(' ');
}

function wordOf(index: number): string {
  const syllables = ['ba', 'ne', 'ti', 'ro', 'ku', 'sta', 'len', 'mor', 'phi', 'gra', 'dos', 'ver', 'jin', 'wal', 'su'];
  return [0, 1, 2].map((place) => syllables[Math.floor(index / 15 ** place) % 15]).join('');
}

/** Each source's feed when there are so many posts. */
function writeFeeds(posts: number): void {
  for (let source = 0; source < SOURCES; source += 1) {
    const latest = source + SOURCES * Math.floor((posts - 1 - source) / SOURCES);
    const items = Array.from({ length: POSTS_A_FEED }, (_, back) => {
      const number = latest - back * SOURCES;
      const { guid, url, title, published } = postOf(number);
      return `<item><title>${title}</title><link>${url}</link><guid isPermaLink="false">${guid}</guid>
<pubDate>${new Date(published).toUTCString()}</pubDate><description>&lt;p&gt;${textOf(number, 400)}&lt;/p&gt;</description></item>`;
    });
    const head = `<title>Blog ${source}</title><link>https://blog-${source}.bench.example/</link><description>Posts</description>`;
    const feed = `<?xml version="1.0"?><rss version="2.0"><channel>${head}${items.join('\n')}</channel></rss>`;
    writeFileSync(join(site, 'feeds', `${source}.xml`), feed);
  }
}

/** Puts the first `count` posts into a new state, as polls of their days would have. */
async function seed(count: number): Promise<void> {
  const file = join(site, 'data', 'tidings.db');
  await (await openStore(file)).close();
  using database = new DatabaseSync(file);
  const source = database.prepare('insert into sources (url, title) values (?, ?)');
  const entry = database.prepare(
    `insert into entries (source_id, guid_key, link_key, title_key, fingerprint, raw, guid, url, title, content_html, summary,
       published, first_seen, initial, language, words, minutes, authors, tags, attachments, links, sketch, truncated, edition)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'en', 400, 2, '[{"name":"Ada"}]', '["storage"]', '[]', '[]', ?, 0, '2026-W01')`,
  );
  const event = database.prepare(
    `insert into events (entry_id, name, start_date, starts_at, ends_at, source, confidence, status)
     values (?, ?, ?, ?, ?, 'ical', 1, 'scheduled')`,
  );
  database.exec('pragma synchronous = off; begin');
  for (const { url } of readSources(join(site, 'sources'))) source.run(url, url.slice(-20));
  for (let number = 0; number < count; number += 1) {
    const { guid, url, title, published } = postOf(number);
    const text = textOf(number, 400);
    const hash = text.slice(0, 43);
    const keys = [guid, `/posts/${number}`, title.toLowerCase()];
    const told = [hash, hash, guid, url, title, `<p>${text}</p>`, text.slice(0, 300), published, published];
    const { lastInsertRowid: id } = entry.run((number % SOURCES) + 1, ...keys, ...told, sketch(text.slice(0, 700)));
    if (number % EVENT_EVERY !== 0) continue;
    const starts = published + 30 * DAY;
    event.run(id, `Meeting ${number}`, at(starts).slice(0, 10), starts, starts + DAY);
  }
  database.exec('commit');
}

/** Settles what is older than a week. */
function tellOld(): void {
  using database = new DatabaseSync(join(site, 'data', 'tidings.db'));
  database
    .prepare("update entries set edition = '2026-W46' where edition is null and published < ?")
    .run(END - 7 * DAY);
}

function at(instant: number): string {
  return new Date(instant).toISOString();
}
