import { furnitureOf, leadOnIn } from './boilerplate.ts';
import { isTimed } from './candidates.ts';
import { isDecoration } from './image.ts';
import type { Block, Reading } from './reading.ts';
import type { Role } from './roles.ts';
import { endsWell, withoutDots } from './whole.ts';

/** What is told line by line. */
const TOLD = new Set<Role>(['paragraph', 'item', 'quote', 'caption']);

/** The lines of a text that can be told as they stand; of one that has none, what its pictures show. */
export function* linesOf({ blocks, pictures }: Reading, language: string | null): Generator<string> {
  const told = blocks.filter(({ role }) => TOLD.has(role));
  const untimed = told.filter(({ text }) => !isTimed(text));
  const lines = (untimed.length === 0 ? told : untimed).map((block) => lineOf(block, language));
  const shown = pictures.filter((picture) => !isDecoration(picture));
  for (const line of told.length === 0 ? shown.map(({ alt }) => alt) : lines) {
    if (line !== '' && furnitureOf(line, language) === null) yield line;
  }
}

/** A block's text with dots where it was cut off, and without what leads from there to the rest. */
function lineOf({ text, linked }: Block, language: string | null): string {
  const led = linked === 0 ? 0 : leadOnIn(text, language);
  const line = led > 0 ? text.slice(0, led) : withoutDots(text);
  return line === text || endsWell(line) ? line : `${line}…`;
}
