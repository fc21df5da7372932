import type { Block, Reading } from './reading.ts';
import type { Role } from './roles.ts';

/** What stands outside of tables and is prose. */
const PROSE = new Set<Role>(['paragraph', 'item', 'quote']);

/** Prose outside of tables is next to nothing where it is no more than such a part of what is in them. */
const NEXT_TO_NOTHING = 1 / 10;

/** A text as it is told: where it all stands in the cells of tables, as that of newsletters does, these are its paragraphs. */
export function withoutLayout(reading: Reading): Reading {
  let inCells = 0;
  let outside = 0;
  for (const { role, text } of reading.blocks) {
    if (role === 'cell') inCells += text.length;
    else if (PROSE.has(role)) outside += text.length;
  }
  if (outside >= NEXT_TO_NOTHING * inCells) return reading;
  const blocks = reading.blocks.map(
    (block): Block => (block.role === 'cell' ? { ...block, role: 'paragraph' } : block),
  );
  return { ...reading, blocks };
}
