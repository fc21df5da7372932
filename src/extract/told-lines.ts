import { furnitureOf, isDateAlone, leadOnIn } from './boilerplate.ts';
import { isTimed } from './candidates.ts';
import { isDecoration } from './image.ts';
import type { Block, Reading } from './reading.ts';
import type { Role } from './roles.ts';
import { endsWell, withoutDots } from './whole.ts';

/** What is told line by line. */
const TOLD = new Set<Role>(['paragraph', 'item', 'quote', 'caption']);

const LONGEST_BUTTON = 60;
const CAPITALS = /^\P{Ll}*\p{Lu}{2}\P{Ll}*$/u;

/** Where so many lines from the beginning hold several dates, these are no datelines. */
const LOOKED_AT = 20;

/** The lines of a text that can be told as they stand; of one that has none, what its pictures show. */
export function* linesOf({ blocks, pictures }: Reading, language: string | null): Generator<string> {
  const told = blocks.filter(({ role }) => TOLD.has(role));
  const worthwhile = told.filter((block) => !isTimed(block.text) && !isButton(block));
  const lines = (worthwhile.length === 0 ? told : worthwhile).map((block) => lineOf(block, language));
  const shown = pictures.filter((picture) => !isDecoration(picture));
  const isProgramme = lines.slice(0, LOOKED_AT).filter(isDateAlone).length > 1;
  let isBare = true;
  for (const line of lines) {
    if (line === '' || (furnitureOf(line, language) !== null && !(isProgramme && isDateAlone(line)))) continue;
    isBare = false;
    yield line;
  }
  if (isBare) yield* shown.map(({ alt }) => alt).filter((alt) => alt !== '' && furnitureOf(alt, language) === null);
}

/** Whether a line is short, a link as a whole and in capitals throughout: READ THE REVIEW. */
function isButton({ text, linked }: Block): boolean {
  return linked >= text.length && text.length <= LONGEST_BUTTON && CAPITALS.test(text);
}

/** A block's text with dots where it was cut off, and without what leads from there to the rest. */
function lineOf({ text, linked }: Block, language: string | null): string {
  const led = linked === 0 ? 0 : leadOnIn(text, language);
  const line = led > 0 ? text.slice(0, led) : withoutDots(text);
  return line === text || endsWell(line) ? line : `${line}…`;
}
