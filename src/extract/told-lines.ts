import { furnitureOf, leadOnIn } from './boilerplate.ts';
import { isTimed } from './candidates.ts';
import { isDecoration } from './image.ts';
import type { Block, Reading } from './reading.ts';
import type { Role } from './roles.ts';
import { endsWell, withoutDots } from './whole.ts';

/** What is told line by line. */
const TOLD = new Set<Role>(['paragraph', 'item', 'quote', 'caption']);

/** An alternative text that says nothing: a file's name, or what all pictures are. */
const SAYS_NOTHING =
  /^(?:[\w.%-]*[\d_][\w.%-]*|[\w.%-]+\.(?:jpe?g|png|gif|webp|avif|svg)|(?:an? )?(?:image|img|photo|picture|screenshot|thumbnail|logo|untitled)(?:[\s\d:.-]|at)*)$/i;

/** The lines of a text that can be told as they stand; of one that has none, what its pictures show. */
export function* linesOf({ blocks, pictures }: Reading, language: string | null): Generator<string> {
  const told = blocks.filter(({ role }) => TOLD.has(role));
  const untimed = told.filter(({ text }) => !isTimed(text));
  const lines = (untimed.length === 0 ? told : untimed).map((block) => lineOf(block, language));
  const shown = pictures.filter((picture) => !SAYS_NOTHING.test(picture.alt) && !isDecoration(picture));
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
