/**
 * How fast feeds are read, sanitising included, beside bare rss-parser, feedsmith and Python's feedparser.
 * Reads the real feeds of ../shared where they are, else the samples of the tests: node bench/parse.ts
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFeed } from 'feedsmith';
import Parser from 'rss-parser';
import { sanitise } from '../src/extract/sanitise.ts';
import { Fault } from '../src/fault.ts';
import { readFeed } from '../src/feed/read.ts';
import { processorTime } from './cost.ts';
import { report } from './report.ts';

const ROUNDS = 12;
const REAL = join(import.meta.dirname, '..', '..', 'shared', 'corpus', 'feeds', 'cases', 'real');
const SAMPLES = join(import.meta.dirname, '..', 'tests', 'fixtures', 'feed');
const FOLDER = existsSync(REAL) ? REAL : SAMPLES;

const FEEDPARSER = `
import sys, time, feedparser
documents = [open(name, 'rb').read() for name in sys.argv[1:]]
best = float('inf')
for round in range(4):
    start = time.process_time()
    for document in documents: feedparser.parse(document)
    best = min(best, time.process_time() - start)
print(best * 1000)
`;

interface Sample {
  readonly path: string;
  readonly bytes: Buffer;
}

const rssParser = new Parser();

/** Those that bare rss-parser can read at all. */
async function readable(): Promise<readonly Sample[]> {
  const samples = readdirSync(FOLDER).map((name) => ({
    path: join(FOLDER, name),
    bytes: readFileSync(join(FOLDER, name)),
  }));
  const outcomes = await Promise.allSettled(samples.map(({ bytes }) => rssParser.parseString(bytes.toString('utf8'))));
  return samples.filter((_, index) => outcomes[index]?.status === 'fulfilled');
}

async function tidings({ bytes }: Sample): Promise<void> {
  const feed = await readFeed(bytes, { url: 'https://feeds.example/', contentType: null, now: 0, timezone: 'UTC' });
  if (!(feed instanceof Fault)) for (const item of feed.items) sanitise(item.contentHtml, item.baseUrl);
}

/**
 * The least processor time of several rounds over all samples, in milliseconds; the contestants take turns, so that
 * noise is shared. What else the machine does counts for little in it.
 */
async function measure(
  contestants: ReadonlyMap<string, (sample: Sample) => unknown>,
  samples: readonly Sample[],
): Promise<Map<string, number>> {
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, read] of contestants) {
      const seconds = await processorTime(async () => {
        for (const sample of samples) await read(sample);
      });
      best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, seconds * 1000));
    }
  }
  return best;
}

function measureFeedparser(samples: readonly Sample[]): number | null {
  try {
    const args = ['-c', FEEDPARSER, ...samples.map(({ path }) => path)];
    return Number(execFileSync('/usr/bin/python3', args, { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }));
  } catch (thrown) {
    if (thrown instanceof Error) return null;
    throw thrown;
  }
}

const samples = await readable();
const megabytes = samples.reduce((sum, sample) => sum + sample.bytes.length, 0) / 1e6;
const times = await measure(
  new Map<string, (sample: Sample) => unknown>([
    ['rss-parser', ({ bytes }) => rssParser.parseString(bytes.toString('utf8'))],
    ['feedsmith', ({ bytes }) => parseFeed(bytes.toString('utf8'))],
    ['tidings', tidings],
  ]),
  samples,
);
const feedparser = measureFeedparser(samples);
const timeOf = (name: string) => times.get(name) ?? Number.NaN;
const cost = (ms: number) => ({ seconds: null, cpu: ms / 1000, megabytes: null });
const own = timeOf('tidings');
const corpus = `${samples.length} feeds, ${megabytes.toFixed(1)} MB`;
report([
  { what: `${corpus}: rss-parser, bare`, cost: cost(timeOf('rss-parser')) },
  { what: `${corpus}: feedsmith`, cost: cost(timeOf('feedsmith')) },
  { what: `${corpus}: feedparser`, cost: feedparser === null ? null : cost(feedparser) },
  {
    what: `${corpus}: tidings, sanitised`,
    cost: cost(own),
    verdicts: [
      { of: 'CPU to rss-parser', value: own / timeOf('rss-parser'), bound: { atMost: 1.7 } },
      ...(feedparser === null ? [] : [{ of: 'speed to feedparser', value: feedparser / own, bound: { atLeast: 5 } }]),
    ],
  },
]);
