import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cost, costIn, costOf, inTurns, isInstalled, ratioOf } from './cost.ts';
import { type Row, report, type Verdict } from './report.ts';

// Polls a fleet of feeds on the loopback interface by tidings and its peers, and prints one table:
//   node bench/poll.ts [feeds, default 2000]
// The fleet is a process of its own; each feed is on a host of its own. newsboat, rss2email and curl are measured where
// they are installed. Times are of the whole process, its start included.

const BENCH = import.meta.dirname;
const CLI = join(BENCH, '..', 'src', 'bin.js');
const ROUNDS = 3;
/** Feeds of nearly 10 MB, which is all that is read of one. */
const LARGE = { feeds: 40, entries: 6600 };
const IN_FLIGHT = 32;
const feeds = Number(process.argv[2] ?? 2000);
const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));

async function withFleet<T>(delay: number, work: (port: string) => Promise<T>): Promise<T> {
  const fleet = spawn(process.execPath, [join(BENCH, 'fleet.ts'), String(delay)]);
  try {
    const [port] = await fleet.stdout.setEncoding('utf8').take(1).toArray();
    return await work(String(port).trim());
  } finally {
    fleet.kill();
  }
}

/** Addresses of so many feeds of 30 entries, each on a host of its own. */
function addresses(port: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `http://127.1.${n >> 8}.${n & 255}:${port}/${n}`);
}

let sites = 0;

function layOutSite(urls: readonly string[]): string {
  sites += 1;
  const site = join(folder, `site${sites}`);
  mkdirSync(join(site, 'sources'), { recursive: true });
  writeFileSync(
    join(site, 'tidings.yaml'),
    'title: Bench\nurl: https://news.example.org/\npoll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }\n',
  );
  writeFileSync(join(site, 'sources', 'fleet.yaml'), urls.map((url) => `- url: ${url}\n`).join(''));
  return site;
}

const tidings = (site: string, ...options: string[]) =>
  costOf(process.execPath, [CLI, 'poll', '--site', site, ...options]);

/** Polls a site that knows nothing yet, and leaves nothing behind. */
async function cold(urls: readonly string[]): Promise<Cost> {
  const site = layOutSite(urls);
  const cost = await tidings(site);
  rmSync(site, { recursive: true });
  return cost;
}

function bare(mode: 'parse' | 'ask', urls: readonly string[]): Promise<Cost> {
  const file = join(folder, 'addresses');
  writeFileSync(file, urls.join('\n'));
  return costOf(process.execPath, [join(BENCH, 'bare-poll.ts'), mode, file]);
}

/** A script of one page that does as little as it can, and keeps what it read. */
function plainScript(urls: readonly string[]): Promise<Cost> {
  const own = mkdtempSync(join(folder, 'script-'));
  const file = join(own, 'addresses');
  writeFileSync(file, urls.join('\n'));
  return costOf(process.execPath, [join(BENCH, 'bare-poll.ts'), 'keep', file, join(own, 'entries.db')]);
}

function newsboat(urls: readonly string[]): Promise<Cost> {
  const own = mkdtempSync(join(folder, 'newsboat-'));
  const file = (name: string) => join(own, name);
  writeFileSync(file('urls'), urls.join('\n'));
  writeFileSync(file('config'), `reload-threads ${IN_FLIGHT}\n`);
  return costOf('newsboat', ['-u', file('urls'), '-C', file('config'), '-c', file('cache'), '-x', 'reload']);
}

function curl(urls: readonly string[]): Promise<Cost> {
  const config = join(folder, 'curl');
  writeFileSync(config, urls.map((url) => `url = ${url}\noutput = /dev/null\n`).join(''));
  return costOf('curl', ['--silent', '--parallel', '--parallel-max', String(IN_FLIGHT), '--config', config]);
}

function rss2email(urls: readonly string[]): Promise<Cost> {
  const [config, data] = [join(folder, 'r2e.cfg'), join(folder, 'r2e.json')];
  const feeds = urls.map((url, n) => `[feed.f${n}]\nurl = ${url}\n`).join('');
  writeFileSync(
    config,
    `[DEFAULT]\nfrom = a@example.org\nto = b@example.org\nemail-protocol = maildir\nmaildir-path = ${folder}/mail\n${feeds}`,
  );
  return costOf('r2e', ['-c', config, '-d', data, 'run', '--no-send']);
}

function timeTo(peer: string, own: Cost, other: Cost | null, atMost: number): Verdict[] {
  if (other === null) return [];
  return [{ of: `time to ${peer}`, value: ratioOf(own.seconds, other.seconds), bound: { atMost } }];
}

async function compareCold(urls: readonly string[]): Promise<Row[]> {
  const costs = await inTurns(ROUNDS, {
    bare: () => bare('parse', urls),
    plain: () => plainScript(urls),
    tidings: () => cold(urls),
    ...(isInstalled('newsboat') && { newsboat: () => newsboat(urls) }),
    ...(isInstalled('curl') && { curl: () => curl(urls) }),
  });
  // It takes minutes, and is far from the bound: once is enough.
  const mailer = isInstalled('r2e') ? await rss2email(urls) : null;
  const boat = costs.get('newsboat') ?? null;
  const [own, script, plain] = [costIn(costs, 'tidings'), costIn(costs, 'bare'), costIn(costs, 'plain')];
  return [
    { what: `${feeds} feeds: curl --parallel, nothing read`, cost: costs.get('curl') ?? null },
    { what: `${feeds} feeds: rss-parser + p-queue, nothing kept`, cost: script },
    {
      what: `${feeds} feeds: that with htmlparser2 + SQLite, text cut at 320`,
      cost: plain,
      verdicts: [{ of: 'CPU to rss-parser + p-queue', value: ratioOf(plain.cpu, script.cpu), bound: null }],
    },
    { what: `${feeds} feeds: newsboat`, cost: boat },
    { what: `${feeds} feeds: rss2email`, cost: mailer },
    {
      what: `${feeds} feeds: tidings, cold`,
      cost: own,
      verdicts: [
        { of: 'CPU to rss-parser + p-queue', value: ratioOf(own.cpu, script.cpu), bound: { atMost: 2.2 } },
        { of: 'CPU to that with htmlparser2 + SQLite', value: ratioOf(own.cpu, plain.cpu), bound: null },
        ...timeTo('newsboat', own, boat, 0.7),
        ...timeTo('rss2email', own, mailer, 0.125),
      ],
    },
  ];
}

/** Polls again, where all answer that nothing is new. */
async function compareUnchanged(what: string, urls: readonly string[], atMost: number): Promise<Row[]> {
  const site = layOutSite(urls);
  await tidings(site);
  const costs = await inTurns(ROUNDS, { bare: () => bare('ask', urls), tidings: () => tidings(site, '--all') });
  const [own, other] = [costIn(costs, 'tidings'), costIn(costs, 'bare')];
  return [
    { what: `${what}: bare undici`, cost: other },
    {
      what: `${what}: tidings`,
      cost: own,
      verdicts: timeTo('bare undici', own, other, atMost),
    },
  ];
}

async function compareGrowth(port: string): Promise<Row[]> {
  const [few, many] = [Math.round(feeds / 4), feeds * 4];
  const [small, large] = [await cold(addresses(port, few)), await cold(addresses(port, many))];
  const memory = ratioOf(large.megabytes, small.megabytes);
  return [
    { what: `${few} feeds: tidings, cold`, cost: small },
    {
      what: `${many} feeds: tidings, cold`,
      cost: large,
      verdicts: [
        { of: 'CPU a feed', value: (ratioOf(large.cpu, small.cpu) * few) / many, bound: { atMost: 1.1 } },
        { of: 'memory', value: memory, bound: { atMost: 1.5 } },
        { of: 'MB', value: large.megabytes ?? 0, bound: { atMost: 400 } },
      ],
    },
  ];
}

async function measureLarge(port: string): Promise<Row> {
  const urls = addresses(port, LARGE.feeds).map((url) => `${url}/${LARGE.entries}`);
  const cost = await cold(urls);
  const verdicts = [{ of: 'MB', value: cost.megabytes ?? Number.NaN, bound: { atMost: 400 } }];
  return { what: `${LARGE.feeds} feeds of ${LARGE.entries} entries: tidings, cold`, cost, verdicts };
}

try {
  const rows = await withFleet(0, async (port) => {
    const urls = addresses(port, feeds);
    return [
      ...(await compareCold(urls)),
      ...(await compareUnchanged(`${feeds} answers of 304`, urls, 2)),
      ...(await compareGrowth(port)),
      await measureLarge(port),
    ];
  });
  const slow = await withFleet(100, (port) => compareUnchanged('100 ms an answer', addresses(port, feeds), 1.5));
  report([...rows, ...slow]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
