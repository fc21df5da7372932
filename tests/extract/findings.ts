import { type ExtractContext, type ExtractItem, extractEntries } from '../../src/extract/extract.ts';
import type { Findings } from '../../src/model.ts';

/** What is found in one item. */
export function findingsIn(item: ExtractItem, context: ExtractContext): Findings {
  const [extracted] = extractEntries([item], context);
  if (extracted === undefined) throw new Error('an item was lost');
  return extracted.findings;
}
