import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

function read(...path: string[]): string {
  return readFileSync(join(ROOT, ...path), 'utf8');
}

/** Name, licence and repository, as docs/architecture.md has them. */
const named = [
  ...read('docs', 'architecture.md').matchAll(/^\| `([^`]+)` \| ([\w.-]+) \| ([\w.-]+\/[\w.-]+) \| \S.*\|$/gm),
].map(([, name = '', licence = '', repository = '']) => ({ name, licence, repository }));

/** What a package says of itself. */
const installed = z.object({
  license: z.string(),
  repository: z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)]),
});

it('the architecture names every dependency with its reason, and no other', () => {
  const { dependencies } = manifest.parse(JSON.parse(read('package.json')));
  expect(named.map(({ name }) => name).sort()).toEqual(Object.keys(dependencies).sort());
});

it.each(named)('$name is under the licence and from where it is named, $licence, $repository', (one) => {
  const { license, repository } = installed.parse(JSON.parse(read('node_modules', one.name, 'package.json')));
  expect(license).toBe(one.licence);
  expect(repository.replace(/^github:|^.*github\.com\/|\.git$/g, '')).toBe(one.repository);
});

/** Licences under which a package may come along: all permissive, but MPL-2.0, which asks nothing of what uses it unchanged. */
const LICENCES = [
  '(MIT OR CC0-1.0)',
  '(MIT OR EUPL-1.1+)',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT (http://mootools.net/license.txt)',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
];

it('every package that an installation brings along is under one of the licences that are named, and has its hash', () => {
  const locked = z.object({ dev: z.literal(true).optional(), license: z.string(), integrity: z.string() });
  const { packages } = z
    .object({ packages: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(read('package-lock.json')));
  const { '': _, ...others } = packages;
  const brought = Object.entries(others).flatMap(([path, one]) => {
    const known = locked.safeParse(one);
    if (!known.success) return [{ path, license: 'no licence or no hash' }];
    return known.data.dev === true ? [] : [{ path, license: known.data.license }];
  });
  expect(brought.length).toBeGreaterThan(named.length);
  expect(brought.filter(({ license }) => !LICENCES.includes(license))).toEqual([]);
});

/** What `npm audit` says of the packages that an installation brings along; null where the registry does not answer it. */
async function audit(): Promise<unknown> {
  const answered = z.object({ metadata: z.object({ vulnerabilities: z.record(z.string(), z.number()) }) });
  const asked = promisify(execFile)('npm', ['audit', '--omit=dev', '--json'], { cwd: ROOT, timeout: 60_000 });
  // It ends with 1 where it finds anything, and where it cannot ask.
  const { stdout } = await asked.catch((thrown: unknown) => z.object({ stdout: z.string() }).parse(thrown));
  const answer = answered.safeParse(stdout.startsWith('{') ? JSON.parse(stdout) : null);
  return answer.success ? answer.data.metadata.vulnerabilities : null;
}

it('no fault is known of any package that an installation brings along (npm audit)', async (context) => {
  if (process.env.TIDINGS_TEST_INSTALL !== '1') return context.skip('TIDINGS_TEST_INSTALL is not set to 1');
  const known = await audit();
  if (known === null) {
    console.warn('npm audit: SKIPPED, the registry did not answer it; nothing is known of faults in dependencies');
    return context.skip('the registry did not answer it');
  }
  expect(known).toEqual({ info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 });
}, 90_000);
