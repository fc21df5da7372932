import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

function read(...path: string[]): string {
  return readFileSync(join(ROOT, ...path), 'utf8');
}

/** Name and licence, as docs/architecture.md has them. */
const named = [...read('docs', 'architecture.md').matchAll(/^\| `([^`]+)` \| ([\w.-]+) \| \S.*\|$/gm)].map(
  ([, name = '', licence = '']) => ({ name, licence }),
);

it('the architecture names every dependency with its reason, and no other', () => {
  const { dependencies } = manifest.parse(JSON.parse(read('package.json')));
  expect(named.map(({ name }) => name).sort()).toEqual(Object.keys(dependencies).sort());
});

it.each(named)('$name is under the licence that is named, $licence', ({ name, licence }) => {
  const { license } = z.object({ license: z.string() }).parse(JSON.parse(read('node_modules', name, 'package.json')));
  expect(license).toBe(licence);
});
