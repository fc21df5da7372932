import { type Cues, cuesFor } from './cues/cues.ts';

/** Why a line or sentence is not the author's telling. */
export type Furniture = 'call' | 'sign' | 'furniture' | 'pointer' | 'more' | 'byline' | 'dateline' | 'credit' | 'code';

interface Pattern {
  readonly kind: Furniture;
  readonly regex: RegExp;
}

const NAME = "\\p{Lu}[\\p{L}'.-]*";
const BYLINE_TAIL = `${NAME}(?:,? (?:${NAME}|and|und|et|y|e|en|de|van|von|der|del|da|&))*(?: ?[,|·(/–-].*)?[.]?$`;
const DATE =
  '(?:(?:on|at|the|le|am|il|el|op|em)? ?(?:[0-9]|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mo\\b|di\\b|\\p{L}+day))';
const CODE = /[{};]\s*$|=>|\bfunction\s*\(|<\/?[a-z]+>|&(?:amp|lt|gt|nbsp|#\d+);|^\s*(?:\/\/|#include|import |\$ )/;

/** A notice of rights, in any language. */
const RIGHTS = /^\W*(?:copyright\b|©|ⓒ)/iu;

const compiled = new Map<Cues, readonly Pattern[]>();

/** What kind of furniture a line or sentence is; null where it is the author's telling. */
export function furnitureOf(text: string, language: string | null): Furniture | null {
  if (CODE.test(text)) return 'code';
  if (RIGHTS.test(text)) return 'furniture';
  const straight = text
    .replace(/[‘’´`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
  const lower = straight.toLowerCase();
  for (const cues of cuesFor(language)) {
    for (const { kind, regex } of patternsOf(cues)) {
      if (regex.test(kind === 'byline' ? straight : lower)) return kind;
    }
  }
  return null;
}

function patternsOf(cues: Cues): readonly Pattern[] {
  const known = compiled.get(cues);
  if (known !== undefined) return known;
  const patterns: readonly Pattern[] = [
    { kind: 'call', regex: beginning(cues.calls) },
    { kind: 'sign', regex: beginning(cues.signs) },
    { kind: 'pointer', regex: beginning(cues.pointers) },
    { kind: 'dateline', regex: new RegExp(`^[^\\p{L}]*(?:${cues.datelines.join('|')}):? ?${DATE}`, 'u') },
    { kind: 'byline', regex: new RegExp(`^(?:${anyCase(cues.bylines)}) ${BYLINE_TAIL}`, 'u') },
    { kind: 'credit', regex: anywhere(cues.credits) },
    { kind: 'more', regex: anywhere(cues.more) },
    { kind: 'furniture', regex: anywhere(cues.furniture) },
  ];
  compiled.set(cues, patterns);
  return patterns;
}

function beginning(cues: readonly string[]): RegExp {
  return new RegExp(`^[^\\p{L}\\p{N}@]*(?:${cues.join('|')})(?![\\p{L}\\p{N}])`, 'u');
}

function anywhere(cues: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${cues.join('|')})(?![\\p{L}\\p{N}])`, 'u');
}

/** Bylines begin with a capital or in small letters, but their names always with capitals. */
function anyCase(cues: readonly string[]): string {
  return cues.map((cue) => `[${cue.charAt(0)}${cue.charAt(0).toUpperCase()}]${cue.slice(1)}`).join('|');
}
