/**
 * The text in lower case and without accents, each character still at its place, so that the languages' words can be
 * looked for in plain ASCII and what is found be cut from the text itself.
 */
export function fold(text: string): string {
  if (!FOREIGN.test(text)) return text.toLowerCase();
  const folded = text.replace(/[^\u0000-\u007f]/g, plain).toLowerCase();
  return folded.length === text.length ? folded : text;
}

const FOREIGN = /[^\u0000-\u007f]/;

/** Punctuation that the patterns then need to know in one shape only. */
const PLAIN: Readonly<Record<string, string>> = {
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '‑': '-',
  '‐': '-',
  º: 'o',
  ª: 'a',
};

/** What most are is known by their codes: to take accents off by the rules of Unicode takes ten times as long. */
function plain(character: string): string {
  const code = foldedCodes()[character.charCodeAt(0)] ?? 0;
  return code > 0 ? String.fromCharCode(code) : plainByRule(character);
}

function plainByRule(character: string): string {
  return PLAIN[character] ?? unaccented(character);
}

function unaccented(character: string): string {
  const [base = character] = character.normalize('NFD');
  return base.length === character.length ? base : character;
}

/** Where letters are, and marks, that fold to one of ASCII. */
const FOLDING: readonly (readonly [number, number])[] = [
  [0, 0x24f],
  [0x1e00, 0x1eff],
  [0x2009, 0x202f],
  [0x212a, 0x212b],
  [0x2212, 0x2212],
];

/** By each character's code that of what it folds to, where that is a letter, a digit or a mark of ASCII; else 0. */
export function foldedCodes(): Uint8Array {
  codes ??= codesByRule();
  return codes;
}

let codes: Uint8Array | null = null;

function codesByRule(): Uint8Array {
  const byRule = new Uint8Array(2 ** 16);
  for (const [first, last] of FOLDING) {
    for (let code = first; code <= last; code += 1) {
      const folded = plainByRule(String.fromCharCode(code)).toLowerCase().charCodeAt(0);
      if (folded < 0x80) byRule[code] = folded;
    }
  }
  return byRule;
}

/** A pattern for any of the words, which may hold regular expressions; a space is any white space. */
export function anyOf(words: readonly string[]): string {
  return words.map((word) => word.replace(/\\.|[^\\]+/g, foldUnescaped).replaceAll(' ', '\\s+')).join('|');
}

/** `\S` and `\s` are two things. */
function foldUnescaped(part: string): string {
  return part.startsWith('\\') ? part : fold(part);
}

/** Matches any of the words in folded text where they stand as words; nothing where there are none. */
export function wordPattern(words: readonly string[], flags = ''): RegExp {
  return new RegExp(words.length === 0 ? '(?!)' : `(?<![a-z0-9])(?:${anyOf(words)})(?![a-z0-9])`, flags);
}
