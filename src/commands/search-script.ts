import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedTemplates } from '../app.ts';
import { fileOfTerm, termsOf } from '../publish/terms.ts';

/** The script of the search page, with the functions by which the index is made. */
export function searchScript(): string {
  const page = readFileSync(join(shippedTemplates, 'pages', 'search.js'), 'utf8');
  return [termsOf, fileOfTerm, page].join('\n\n');
}
