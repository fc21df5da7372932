import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { shippedTemplates } from '../app.ts';

const require = createRequire(import.meta.url);

/** The script of the search page, whole: MiniSearch and what it is used for. */
export function searchScript(): string {
  const library = readFileSync(require.resolve('minisearch').replace(/cjs[/\\]index\.cjs$/, 'umd/index.js'), 'utf8');
  const page = readFileSync(join(shippedTemplates, 'pages', 'search.js'), 'utf8');
  return `${library.replace(/^\/\/# sourceMappingURL=.*$/m, '')}\n${page}`;
}
