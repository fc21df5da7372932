import { BEGINNING, Trie } from '../../trie.ts';
import { unitsOf } from '../../units.ts';
import { fold, wordPattern } from './fold.ts';
import type { Cue, EventLanguage } from './language.ts';
import { perLanguage } from './per-language.ts';

/** All cues, in the order in which they are told. */
export const CUES: readonly Cue[] = [
  'happens',
  'invites',
  'occasion',
  'closing',
  'past',
  'release',
  'publication',
  'office',
  'recurring',
  'cancelled',
];

/** A cue with what finds it in a folded text. */
interface CuePattern {
  readonly cue: Cue;
  readonly bit: number;
  readonly pattern: RegExp;
  /** What a text holds if it has one of the words that may begin with anything: "conf"; null where there are none. */
  readonly open: RegExp | null;
}

/**
 * Which cues a folded text holds, in their order. The beginnings of its words tell in one pass which cues to seek at all:
 * they are a few of ten, and to seek a pattern of dozens of words takes as long as that pass.
 */
export const cueReader = perLanguage(({ cues }: EventLanguage): ((text: string) => Cue[]) => {
  const patterns = CUES.map((cue, at) => patternOf(cue, cues[cue], 1 << at));
  const beginnings = new Trie(bitsByBeginning(patterns, cues));
  return (text) => {
    const begun = bitsIn(text, beginnings);
    return patterns
      .filter(({ bit, pattern, open }) => ((begun & bit) > 0 || open?.test(text)) && pattern.test(text))
      .map(({ cue }) => cue);
  };
});

const OPEN = /^.*?\\S[*+]([a-z]+)$/;

function patternOf(cue: Cue, words: readonly string[], bit: number): CuePattern {
  const open = words.flatMap((word) => OPEN.exec(word)?.[1] ?? []);
  return { cue, bit, pattern: wordPattern(words), open: open.length === 0 ? null : new RegExp(open.join('|')) };
}

function bitsByBeginning(patterns: readonly CuePattern[], cues: EventLanguage['cues']): ReadonlyMap<string, number> {
  const bits = new Map<string, number>();
  for (const { cue, bit } of patterns) {
    const plain = cues[cue].filter((word) => !OPEN.test(word));
    for (const beginning of plain.flatMap((word) => beginningsOf(fold(word)))) {
      bits.set(beginning, (bits.get(beginning) ?? 0) | bit);
    }
  }
  return bits;
}

/** Stands for whatever ends a word. */
const END = ' ';

/**
 * How all begins that a pattern for words matches: the letters of its first word, with a space where that ends, or up to
 * where anything may follow; or the mark it begins with.
 */
export function beginningsOf(pattern: string, read = ''): string[] {
  if (pattern === '') return [`${read}${END}`];
  const [group, alternatives, isGroupOptional] = /^\(\?:([^()]*)\)(\?)?(?![*+{])/.exec(pattern) ?? [];
  if (group !== undefined && alternatives !== undefined) {
    const some = isGroupOptional ? ['', ...alternatives.split('|')] : alternatives.split('|');
    return some.flatMap((one) => beginningsOf(one + pattern.slice(group.length), read));
  }
  const [letter, escaped, plain = escaped, isOptional] = /^(?:\\(\W)|([^\\[(]))(\?)?(?![*+{])/.exec(pattern) ?? [];
  if (letter === undefined || plain === undefined) return [read];
  const rest = pattern.slice(letter.length);
  const without = isOptional ? beginningsOf(rest, read) : [];
  if (isPartOfWord(plain.charCodeAt(0))) return [...without, ...beginningsOf(rest, `${read}${plain}`)];
  return [...without, read === '' ? plain : `${read}${END}`];
}

/** The bits of all beginnings that the words of a text have which ends like one. */
function bitsIn(text: string, beginnings: Trie<number>): number {
  // Those of patterns that may begin with anything.
  let bits = beginnings.at(BEGINNING) ?? 0;
  let place = BEGINNING;
  const { length } = text;
  const units = unitsOf(text);
  for (let at = 0; at <= length; at += 1) {
    const code = at < length ? (units[at] ?? END_CODE) : END_CODE;
    if (isPartOfWord(code)) {
      place = beginnings.after(place, code);
      bits |= beginnings.at(place) ?? 0;
    } else {
      bits |= beginnings.at(beginnings.after(place, END_CODE)) ?? 0;
      bits |= beginnings.at(beginnings.after(BEGINNING, code)) ?? 0;
      place = BEGINNING;
    }
  }
  return bits;
}

const END_CODE = END.charCodeAt(0);

function isPartOfWord(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
