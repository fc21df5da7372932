import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A site in a folder of its own, gone when it is disposed of. */
export interface TestSite extends Disposable {
  readonly dir: string;
  path(...parts: string[]): string;
}

/** Lays out a site from the text of its files by name. */
export function layOutSite(files: Readonly<Record<string, string>>): TestSite {
  const dir = mkdtempSync(join(tmpdir(), 'tidings-test-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return {
    dir,
    path: (...parts) => join(dir, ...parts),
    [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }),
  };
}
