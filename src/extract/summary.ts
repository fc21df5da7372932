import type { Block } from './reading.ts';
import { splitSentences } from './sentences.ts';

/** The longest summary, in characters. */
const LIMIT = 320;

/** Chooses whole sentences of the text, at most 320 characters in all, that say what it is about. */
export function summarise(blocks: readonly Block[], language: string | null): string {
  let summary = '';
  for (const block of blocks) {
    if (block.role !== 'paragraph') continue;
    for (const sentence of splitSentences(block.text, language)) {
      const longer = `${summary} ${sentence.trim()}`.trim();
      if (longer.length > LIMIT) return summary;
      if (/[.!?…]["'”’»)\]]*$/.test(sentence.trim())) summary = longer;
    }
  }
  return summary;
}
