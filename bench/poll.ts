import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

// Polls a fleet of feeds on the loopback interface by tidings and its peers, and prints one table:
//   node bench/poll.ts [feeds, default 2000]
// The fleet is a process of its own; each feed is on a host of its own. newsboat and rss2email are measured where they
// are installed. Times are of the whole process, its start included.

const BENCH = import.meta.dirname;
const CLI = join(BENCH, '..', 'src', 'bin.js');
const feeds = Number(process.argv[2] ?? 2000);
const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));

interface Cost {
  readonly seconds: number;
  /** Of the processor, user and system. */
  readonly cpu: number;
  readonly megabytes: number;
}

/** Runs a program under GNU time and returns what it cost. */
function costOf(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Cost> {
  const report = join(folder, 'time');
  return new Promise((resolve, reject) => {
    const child = spawn('/usr/bin/time', ['-o', report, '-f', '%e %U %S %M', program, ...args], {
      env: { ...process.env, ...environment },
      stdio: 'ignore',
    });
    child.on('error', reject).on('close', (status) => {
      if (status !== 0) return reject(new Error(`${program} ${args.join(' ')}: exit status ${status}`));
      const { stdout } = spawnSync('tail', ['-n', '1', report], { encoding: 'utf8' });
      const [seconds = 0, user = 0, system = 0, kilobytes = 0] = stdout.trim().split(' ').map(Number);
      resolve({ seconds, cpu: user + system, megabytes: kilobytes / 1024 });
    });
  });
}

async function withFleet<T>(delay: number, work: (port: string) => Promise<T>): Promise<T> {
  const fleet = spawn(process.execPath, [join(BENCH, 'fleet.ts'), String(delay)]);
  try {
    const [port] = await fleet.stdout.setEncoding('utf8').take(1).toArray();
    return await work(String(port).trim());
  } finally {
    fleet.kill();
  }
}

/** Addresses of so many feeds, each on a host of its own. */
function addresses(port: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `http://127.1.${n >> 8}.${n & 255}:${port}/${n}`);
}

function layOutSite(name: string, urls: readonly string[]): string {
  const site = join(folder, name);
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

const bare = (mode: 'parse' | 'fetch' | 'ask', urls: readonly string[]) => {
  const file = join(folder, 'addresses');
  writeFileSync(file, urls.join('\n'));
  return costOf(process.execPath, [join(BENCH, 'bare-poll.ts'), mode, file]);
};

const isInstalled = (program: string) => spawnSync('which', [program]).status === 0;

async function newsboat(urls: readonly string[]): Promise<Cost | null> {
  if (!isInstalled('newsboat')) return null;
  const file = (name: string) => join(folder, `newsboat-${name}`);
  writeFileSync(file('urls'), urls.join('\n'));
  writeFileSync(file('config'), 'reload-threads 32\n');
  return costOf('newsboat', ['-u', file('urls'), '-C', file('config'), '-c', file('cache'), '-x', 'reload']);
}

async function rss2email(urls: readonly string[]): Promise<Cost | null> {
  if (!isInstalled('r2e')) return null;
  const [config, data] = [join(folder, 'r2e.cfg'), join(folder, 'r2e.json')];
  const feeds = urls.map((url, n) => `[feed.f${n}]\nurl = ${url}\n`).join('');
  writeFileSync(
    config,
    `[DEFAULT]\nfrom = a@example.org\nto = b@example.org\nemail-protocol = maildir\nmaildir-path = ${folder}/mail\n${feeds}`,
  );
  return costOf('r2e', ['-c', config, '-d', data, 'run', '--no-send']);
}

const rows: string[][] = [];

function row(what: string, cost: Cost | null, count: number, note = ''): void {
  const cells =
    cost === null
      ? ['not installed', '', '', '']
      : [
          cost.seconds.toFixed(1),
          cost.cpu.toFixed(1),
          ((cost.cpu * 1000) / count).toFixed(2),
          cost.megabytes.toFixed(0),
        ];
  rows.push([what, ...cells, note]);
}

function ratio(part: number, whole: number | undefined, wanted: number): string {
  return whole === undefined ? '' : `${(part / whole).toFixed(2)} (wanted: ${wanted})`;
}

async function compareColdAndUnchanged(): Promise<void> {
  await withFleet(0, async (port) => {
    const urls = addresses(port, feeds);
    const site = layOutSite('site', urls);
    const [parsing, asking] = [await bare('parse', urls), await bare('ask', urls)];
    const [cold, unchanged] = [await tidings(site), await tidings(site, '--all')];
    const [boat, mailer] = [await newsboat(urls), await rss2email(urls)];
    row(`${feeds} feeds: rss-parser + p-queue`, parsing, feeds);
    row(`${feeds} feeds: newsboat`, boat, feeds);
    row(`${feeds} feeds: rss2email`, mailer, feeds);
    row(`${feeds} feeds: tidings, cold`, cold, feeds, `CPU to the bare script ${ratio(cold.cpu, parsing.cpu, 2.2)}`);
    rows.push(['', '', '', '', '', `time to newsboat ${ratio(cold.seconds, boat?.seconds, 0.7)}`]);
    rows.push(['', '', '', '', '', `time to rss2email ${ratio(cold.seconds, mailer?.seconds, 0.125)}`]);
    row(`${feeds} answers of 304: bare undici`, asking, feeds);
    row(`${feeds} answers of 304: tidings`, unchanged, feeds, `time ${ratio(unchanged.seconds, asking.seconds, 2)}`);
  });
}

async function compareSlowWeb(): Promise<void> {
  await withFleet(100, async (port) => {
    const urls = addresses(port, feeds);
    const site = layOutSite('slow', urls);
    await tidings(site);
    const [asking, unchanged] = [await bare('ask', urls), await tidings(site, '--all')];
    row('100 ms an answer: bare undici', asking, feeds);
    row('100 ms an answer: tidings', unchanged, feeds, `time ${ratio(unchanged.seconds, asking.seconds, 1.5)}`);
  });
}

async function compareGrowth(): Promise<void> {
  await withFleet(0, async (port) => {
    const [few, many] = [Math.round(feeds / 4), feeds * 4];
    const small = await tidings(layOutSite('small', addresses(port, few)));
    const large = await tidings(layOutSite('large', addresses(port, many)));
    row(`${few} feeds: tidings, cold`, small, few);
    row(`${many} feeds: tidings, cold`, large, many, `memory ${ratio(large.megabytes, small.megabytes, 1.5)}`);
    rows.push(['', '', '', '', '', `CPU a feed ${ratio(large.cpu / many, small.cpu / few, 1.1)}`]);
  });
}

try {
  await compareColdAndUnchanged();
  await compareSlowWeb();
  await compareGrowth();
  console.log(`${availableParallelism()} processors, Node ${process.version}\n`);
  const head = ['', 'seconds', 'CPU s', 'CPU ms/feed', 'MB', ''];
  for (const [what = '', ...cells] of [head, ...rows]) {
    console.log(
      [what.padEnd(36), ...cells.map((cell, index) => (index < 4 ? cell.padStart(13) : `  ${cell}`))]
        .join('')
        .trimEnd(),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
