/*
 * What extraction costs beside parsing: the processor's time for reading the sample feeds, and for taking summaries,
 * images, languages and events from every entry in them. Run as `node bench/extract.ts [FEED…]`.
 */
import { globSync, readFileSync } from 'node:fs';
import { cpuUsage } from 'node:process';
import { extractEntry } from '../src/extract/extract.ts';
import { Fault } from '../src/fault.ts';
import { readFeed } from '../src/feed/read.ts';

/** Enough that the code is compiled, as it is in a poll of many feeds. */
const ROUNDS = 200;
const NOW = Date.UTC(2026, 0, 1);

const files = process.argv.length > 2 ? process.argv.slice(2) : globSync('sources/demo/**/*.{xml,json}');
const feeds = files.map((file) => readFileSync(file));

async function parseAll() {
  const context = { url: null, contentType: null, now: NOW, timezone: 'UTC' };
  const read = await Promise.all(feeds.map((bytes) => readFeed(bytes, context)));
  return read.flatMap((feed) => (feed instanceof Fault ? [] : feed.items));
}

/** The processor time of some work, in milliseconds. */
async function costOf(work: () => unknown): Promise<number> {
  const before = cpuUsage();
  await work();
  const { user, system } = cpuUsage(before);
  return (user + system) / 1000;
}

const items = await parseAll();
const bytes = items.reduce((sum, item) => sum + item.contentHtml.length, 0);
let parsing = Number.POSITIVE_INFINITY;
let extracting = Number.POSITIVE_INFINITY;
// By turns, so that a busy machine is unjust to both alike; the least of all rounds counts.
for (let round = 0; round < ROUNDS; round += 1) {
  parsing = Math.min(parsing, await costOf(parseAll));
  extracting = Math.min(extracting, await costOf(() => items.map((item) => extractEntry(item, { timezone: 'UTC' }))));
}

console.log(`${feeds.length} feeds, ${items.length} entries of ${(bytes / items.length / 1024).toFixed(1)} KB of HTML`);
console.log(`parsing    ${((parsing / items.length) * 1000).toFixed(0)} µs an entry`);
console.log(
  `extracting ${((extracting / items.length) * 1000).toFixed(0)} µs an entry, ${Math.round((items.length / extracting) * 1000)} entries/s`,
);
console.log(`extracting takes ${(extracting / parsing).toFixed(2)} of the time of parsing`);
