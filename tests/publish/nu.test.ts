import { execFile, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { emptyWeek, hostileWeek, longWeek, ordinaryWeek } from '../digest/editions.ts';
import { print } from '../digest/printing.ts';
import { serveSite } from '../support/served-site.ts';
import { layOutSite } from '../support/site.ts';
import { publishAwkwardSite } from './awkward-site.ts';

const hasJava = spawnSync('java', ['-version']).status === 0;
const jar = z.string().parse(createRequire(import.meta.url)('vnu-jar'));

/** One run that is over before it could be optimised. */
const QUICKLY = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss8m'];

const Report = z.object({
  messages: z.array(
    z.object({ type: z.string(), url: z.string(), message: z.string(), extract: z.string().optional() }),
  ),
});

/** The pages of an awkward site, its icon, editions of every kind, and what `serve` shows to one visitor, by file name. */
async function everyPage(): Promise<Record<string, string>> {
  await using site = await publishAwkwardSite('full');
  const published = site.paths.filter((path) => /\.(html|svg)$/.test(path)).map((path) => [path, site.read(path)]);
  const weeks = Object.entries({ emptyWeek, hostileWeek, longWeek, ordinaryWeek });
  const editions = await Promise.all(weeks.map(async ([name, week]) => [`${name}.html`, (await print(week)).webHtml]));
  await using served = await serveSite(new Map());
  const link = (purpose: 'preferences' | 'unsubscribe') =>
    served.link(purpose, 'ada@example.org').slice(served.url.length);
  const wrong = { method: 'POST', body: new URLSearchParams({ email: '"><b>' }) };
  const asked: [string, string, RequestInit?][] = [
    ['subscribe', 'subscribe'],
    ['wrong-address', 'subscribe', wrong],
    ['preferences', link('preferences')],
    ['unsubscribe', link('unsubscribe')],
    ['unsubscribed', link('unsubscribe'), { method: 'POST' }],
    ['bad-link', 'confirm/x'],
    ['not-found', 'nothing.html'],
  ];
  const pages = await Promise.all(
    asked.map(async ([name, path, init]) => [`${name}.html`, await (await fetch(`${served.url}${path}`, init)).text()]),
  );
  return Object.fromEntries([...published, ...editions, ...pages]);
}

it.skipIf(!hasJava)(
  '23: every page passes the Nu HTML checker (skipped where Java is not installed)',
  { timeout: 170_000 },
  async () => {
    const pages = await everyPage();
    expect(Object.keys(pages).length).toBeGreaterThanOrEqual(18);
    using folder = layOutSite(pages);
    const args = [...QUICKLY, '-jar', jar, '--also-check-svg', '--exit-zero-always', '--format', 'json', folder.dir];
    const { stderr } = await promisify(execFile)('java', args, { maxBuffer: 1 << 26 });
    const { messages } = Report.parse(JSON.parse(stderr));
    expect(messages.filter(({ type }) => type === 'error' || type === 'non-document-error')).toEqual([]);
  },
);
