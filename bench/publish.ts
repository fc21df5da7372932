/**
 * How long publishing takes on a site of 100,000 entries: all files from nothing, again without news, and with the
 * posts of a new day from 200 of 500 sources. Run by: npx node bench/publish.ts [ENTRIES]
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openApp } from '../src/app.ts';
import { publishFiles } from '../src/commands/publish.ts';

const DAY = 86_400_000;
const SOURCES = 500;
const NOW = Date.parse('2014-08-18T05:00:00Z');
const entries = Number(process.argv[2] ?? 100_000);

const site = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
layOut();
await (await openBench(NOW)).close();
seed(0, entries, NOW);
await measure('first time', NOW);
await measure('without news', NOW + DAY / 4);
seed(entries, entries + 200, NOW + DAY);
await measure('a new day of 200 posts', NOW + DAY);

function layOut(): void {
  const sources = Array.from(
    { length: SOURCES },
    (_, number) => `- url: ${sourceUrl(number)}\n  tags: [tag-${number % 20}]\n`,
  );
  mkdirSync(join(site, 'sources'));
  writeFileSync(join(site, 'sources', 'all.yaml'), sources.join(''));
  writeFileSync(join(site, 'tidings.yaml'), 'title: Bench\nurl: https://bench.example/\nfeed: { content: full }\n');
}

async function measure(name: string, now: number): Promise<void> {
  const app = await openBench(now);
  const start = performance.now();
  const cpu = process.cpuUsage();
  const files = await publishFiles(app);
  const milliseconds = performance.now() - start;
  await app.close();
  const { user, system } = process.cpuUsage(cpu);
  const busy = Math.round((user + system) / 1000);
  const memory = Math.round(process.memoryUsage.rss() / 1e6);
  console.log(
    `${name}: ${Math.round(milliseconds)} ms (${busy} ms of processor), ${files.length} files, ${memory} MB resident`,
  );
}

function openBench(now: number): ReturnType<typeof openApp> {
  const { stdout, stderr } = process;
  const surroundings = { environment: {}, stdout, stderr, signal: new AbortController().signal };
  return openApp({ site, quiet: true, now: new Date(now).toISOString() }, surroundings);
}

/** Entries `from` to `to`, the last of them posted at `newest`, forty a day; every tenth announces an event. */
function seed(from: number, to: number, newest: number): void {
  const file = join(site, 'data', 'tidings.db');
  const database = new DatabaseSync(file);
  const text = `<p>${'Block storage that survives the loss of any one node. '.repeat(60)}</p>`;
  const source = database.prepare(
    'insert into sources (url, title, feed_id) values (?, ?, ?) on conflict (url) do nothing',
  );
  const entry = database.prepare(
    `insert into entries (source_id, guid_key, fingerprint, raw, guid, url, title, content_html, summary, published, first_seen,
       initial, language, words, minutes, authors, tags, attachments, links, sketch, truncated)
     values (?, ?, '', '', ?, ?, ?, ?, ?, ?, ?, 0, 'en', 600, 3, '[{"name":"Ada"}]', '["storage"]', '[]', '[]', '', 0)`,
  );
  const event = database.prepare(
    `insert into events (entry_id, name, start_date, starts_at, ends_at, source, confidence, status)
     values (?, ?, ?, ?, ?, 'ical', 1, 'scheduled')`,
  );
  const changed = database.prepare('update sources set last_changed = ? where id = ?');
  database.exec('begin');
  for (let number = 0; number < SOURCES; number += 1)
    source.run(sourceUrl(number), `Blog ${number}`, `tag:bench.example,2014:${number}`);
  for (let number = from; number < to; number += 1) {
    const published = newest - (to - number) * (DAY / 40);
    const guid = `tag:bench.example,2014:post-${number}`;
    const url = `https://bench.example/posts/${number}`;
    const summary = `What post ${number} says about storage.`;
    const { lastInsertRowid: id } = entry.run(
      (number % SOURCES) + 1,
      guid,
      guid,
      url,
      `Post ${number}`,
      text,
      summary,
      published,
      published,
    );
    const starts = published + 30 * DAY;
    changed.run(newest, (number % SOURCES) + 1);
    if (number % 10 === 0)
      event.run(id, `Meeting ${number}`, new Date(starts).toISOString().slice(0, 10), starts, starts + DAY);
  }
  database.exec('commit');
  database.close();
}

function sourceUrl(number: number): string {
  return `https://blog-${number}.bench.example/feed.xml`;
}
