import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's own folder, from source and built alike: the nearest one above with a package.json. */
export const packageRoot = dirname(import.meta.dirname);

/** The version of this program. */
export function version(): string {
  const manifest: { version?: unknown } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return String(manifest.version);
}
