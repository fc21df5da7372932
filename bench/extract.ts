/*
 * What extraction costs beside parsing: the processor's time for reading feeds, and for taking summaries, images,
 * languages and events from every entry in them: `node bench/extract.ts [FEED…]`. Without names it reads the fleet's
 * feeds, as `bench/poll.ts` polls them, the real feeds of ../shared where they are, and the demo's, whose posts are mostly
 * about events. What the search for events takes of it is told apart: it depends on how many days are named.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDocument } from '../src/extract/document.ts';
import { findEvents } from '../src/extract/events/find.ts';
import { extractEntries } from '../src/extract/extract.ts';
import { languageOf } from '../src/extract/language.ts';
import { readDocument } from '../src/extract/reading.ts';
import { Fault } from '../src/fault.ts';
import { readFeed } from '../src/feed/read.ts';
import type { FeedItem } from '../src/model.ts';
import { processorTime } from './cost.ts';
import { feedOf } from './fleet-feed.ts';
import { type Row, report } from './report.ts';

/** Enough that the code is compiled, as it is in a poll of many feeds. */
const ROUNDS = 100;
const NOW = Date.UTC(2026, 0, 1);

const ROOT = join(import.meta.dirname, '..');
const REAL = join(ROOT, '..', 'shared', 'corpus', 'feeds', 'cases', 'real');

const named = process.argv.slice(2);
const read = (files: readonly string[]) => files.map((file) => readFileSync(file));

if (named.length > 0) report([...(await measure('the feeds named', read(named)))]);
else {
  report([
    ...(await measure(
      "the fleet's feeds",
      [1, 2, 3].map((number) => Buffer.from(feedOf(number))),
    )),
    ...(await measure('real feeds', read(globSync(`${REAL}/*`)))),
    ...(await measure("the demo's feeds", read(globSync(`${ROOT}/sources/demo/**/*.{xml,json}`)))),
  ]);
}

async function parseAll(feeds: readonly Uint8Array[]) {
  const context = { url: null, contentType: null, now: NOW, timezone: 'UTC' };
  const parsed = await Promise.all(feeds.map((bytes) => readFeed(bytes, context)));
  return parsed.flatMap((feed) => (feed instanceof Fault ? [] : [feed.items]));
}

/** Feed by feed, as a poll does; by turns, so that a busy machine is unjust to both alike; the least of all rounds counts. */
async function measure(what: string, feeds: readonly Uint8Array[]): Promise<Row[]> {
  const ofEach = await parseAll(feeds);
  const items = ofEach.flat();
  if (items.length === 0) return [];
  const opened = items.map(open);
  const most = Number.POSITIVE_INFINITY;
  const least = { parsing: most, extracting: most, events: most };
  for (let round = 0; round < ROUNDS; round += 1) {
    least.parsing = Math.min(least.parsing, await processorTime(() => parseAll(feeds)));
    least.events = Math.min(least.events, await processorTime(() => opened.map(eventsOf)));
    const extracting = await processorTime(() => ofEach.map((items) => extractEntries(items, { timezone: 'UTC' })));
    least.extracting = Math.min(least.extracting, extracting);
  }
  const times = (cpu: number) => ({ seconds: null, cpu: (cpu / items.length) * 1000, megabytes: null });
  const bytes = items.reduce((sum, item) => sum + item.contentHtml.length, 0);
  const size = `1,000 entries of ${(bytes / items.length / 1024).toFixed(1)} KB`;
  return [
    { what: `${what}, ${size}: parsing`, cost: times(least.parsing) },
    {
      what: `${what}, ${size}: extracting`,
      cost: times(least.extracting),
      verdicts: [{ of: 'CPU to parsing', value: least.extracting / least.parsing, bound: { atMost: 1 } }],
    },
    {
      what: `${what}, ${size}: of that, events`,
      cost: times(least.events),
      verdicts: [
        {
          of: 'the rest to parsing',
          value: (least.extracting - least.events) / least.parsing,
          bound: { atMost: 1 },
        },
      ],
    },
  ];
}

function open(item: FeedItem) {
  const document = openDocument(item.contentHtml, item.baseUrl ?? item.url);
  const reading = readDocument(document);
  const text = reading.blocks.map((block) => block.text).join('\n');
  return { item, document, reading, language: languageOf(text, item.language) };
}

function eventsOf({ item, document, reading, language }: ReturnType<typeof open>) {
  const { title, url, published, events: itemEvents } = item;
  return findEvents(document, reading, { title, url, published, timezone: 'UTC', language, itemEvents });
}
