/**
 * Runs the benchmarks one after the other and writes what they measured, with the date and all versions, to
 * bench/RESULTS.md: `npm run bench`, or `npm run bench -- parse poll` for some of them; the others' results stay.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellsOf, HEAD, ROWS_FILE, type Row } from './report.ts';

const BENCH = import.meta.dirname;
const RESULTS = join(BENCH, 'RESULTS.md');

/** The scripts behind each benchmark, with their arguments. */
const BENCHMARKS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  start: [['start.ts']],
  parse: [['parse.ts']],
  extract: [['extract.ts'], ['extract-events.ts']],
  poll: [['poll.ts']],
  digest: [['digest.ts']],
  send: [['send.ts'], ['send.ts', 'memory']],
  publish: [['publish.ts', '10000', '1000000']],
  serve: [['serve.ts']],
  work: [
    ['work.ts', 'scaling'],
    ['work.ts', 'sending'],
    ['work.ts', 'leader'],
    ['work.ts', 'kills'],
  ],
};

/** How each program says which version it is. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  newsboat: ['newsboat', '--version'],
  rss2email: ['r2e', '--version'],
  feedparser: ['/usr/bin/python3', '-c', 'import feedparser; print(feedparser.__version__)'],
  curl: ['curl', '--version'],
};

const PACKAGES = ['rss-parser', 'p-queue', 'undici', 'feedsmith', 'nodemailer', 'mjml', 'hono'];

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(BENCHMARKS);
const unknown = wanted.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(`no benchmark is called ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}`);
  process.exit(2);
}
for (const name of wanted) {
  console.log(`\n# ${name}`);
  keep(name, sectionOf(name, (BENCHMARKS[name] ?? []).flatMap(measure)));
}

function measure([script = '', ...args]: readonly string[]): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
  const rows = join(folder, 'rows');
  writeFileSync(rows, '');
  try {
    const { status } = spawnSync(process.execPath, [join(BENCH, script), ...args], {
      stdio: 'inherit',
      env: { ...process.env, [ROWS_FILE]: rows },
    });
    if (status !== 0) throw new Error(`${script} ended with status ${status}`);
    return readFileSync(rows, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sectionOf(name: string, rows: readonly Row[]): string {
  const lines = [
    HEAD,
    HEAD.map((_, column) => (column === 0 || column === HEAD.length - 1 ? '---' : '---:')),
    ...rows.map(cellsOf),
  ];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return `## ${name}\n\nMeasured on ${new Date().toISOString().slice(0, 10)} at ${revision()}.\n\n${table}\n`;
}

/** Puts a benchmark's section in the place of its last one. */
function keep(name: string, section: string): void {
  const before = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  const sections = new Map(
    before
      .split(/^(?=## )/m)
      .slice(1)
      .map((text) => [/^## (.*)/.exec(text)?.[1] ?? '', `${text.trim()}\n`]),
  );
  sections.set(name, section);
  const ordered = Object.keys(BENCHMARKS).flatMap((each) => sections.get(each) ?? []);
  writeFileSync(RESULTS, [head(), ...ordered].join('\n'));
}

function head(): string {
  const packages = PACKAGES.map((name) => `${name} ${versionOf(name)}`);
  const programs = Object.entries(PROGRAMS).map(([name, [program = '', ...args]]) => {
    const said = spawnSync(program, args, { encoding: 'utf8' });
    return `${name} ${/\d+(?:\.\d+)+/.exec(said.stdout ?? '')?.[0] ?? 'not installed'}`;
  });
  return `# Results

Written by \`npm run bench\`; what is measured is told at the head of each script. Times are of whole processes where
memory is given too, else of the processor alone. Only the ratios mean something elsewhere: contestants take turns in
one run on one machine, and medians are compared.

${availableParallelism()} processors; Node ${process.version}, ${[...packages, ...programs].join(', ')}.
`;
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(BENCH, '..', 'node_modules', name, 'package.json'), 'utf8'));
  return version;
}

function revision(): string {
  const said = spawnSync('git', ['-C', BENCH, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  return said.status === 0 ? `commit ${said.stdout.trim()}` : 'an unknown commit';
}
