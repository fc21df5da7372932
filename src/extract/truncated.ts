import { type Cues, cuesFor } from './cues/cues.ts';
import type { Block, Reading } from './reading.ts';

/** A mark that stands for what was left out, at the very end. */
const BROKEN_OFF = /(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3})\s*$/u;
/** How a line ends that is whole. */
const ENDS_WELL = /[.!?…。！？:;)\]"'”’»]$/u;
/** A line that leads to the rest is no longer than this. */
const LONGEST_LEAD = 100;
/** A text of one line, of at least this many characters, that ends in the middle of a sentence was cut by a machine. */
const CUT_LINE = 120;

/** Whether a feed's text breaks off, so that the whole of it is on the page behind `url`: "[…]", "Read more", cut short. */
export function isTruncated(reading: Reading, url: string | null, language: string | null): boolean {
  const told = reading.blocks.filter((block) => block.role !== 'aside');
  const last = told.at(-1);
  if (url === null || last === undefined) return false;
  const isLed = told.slice(-2).some((block) => isLeadOn(block, reading, url, language));
  return isLed || BROKEN_OFF.test(last.text) || isCutShort(told);
}

/** A line like "Continue reading →" that is a link, and nothing but a link or one to the entry itself. */
function isLeadOn({ text, linked }: Block, { links }: Reading, url: string, language: string | null): boolean {
  if (linked === 0 || text.length > LONGEST_LEAD) return false;
  const line = text.toLowerCase().replaceAll('’', "'");
  const start = leadOn(cuesFor(language)).exec(line);
  if (start === null) return false;
  const rest = line.slice(start.index + start[0].length);
  return !/\p{L}/u.test(rest) || links.some((link) => withoutFragment(link) === withoutFragment(url));
}

const leadsOn = new Map<readonly Cues[], RegExp>();

/** What a line leads on with in some languages; compiled when they first come up. */
function leadOn(languages: readonly Cues[]): RegExp {
  const known = leadsOn.get(languages);
  if (known !== undefined) return known;
  const cues = languages.flatMap(({ more, rest }) => [...more, ...rest]);
  const compiled = new RegExp(`(?:^|[.…\\]] ?)[^\\p{L}]*(?:${cues.join('|')})(?![\\p{L}\\p{N}])`, 'u');
  leadsOn.set(languages, compiled);
  return compiled;
}

function isCutShort(told: readonly Block[]): boolean {
  const [only] = told;
  return told.length === 1 && only !== undefined && only.text.length >= CUT_LINE && !ENDS_WELL.test(only.text);
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/, '').replace(/\/$/, '');
}
