/**
 * Letters by which a language differs from the one that its script is taken for: its own, and those that it has none of.
 * Of several languages the first counts.
 */
const BY_LETTERS: ReadonlyMap<string, readonly (readonly [string, RegExp, RegExp])[]> = new Map([
  [
    'ru',
    [
      ['be', /ў/gi, /[ищъїєґ]/gi],
      ['uk', /[іїєґ]/gi, /[ыэъёўәғқңөұүһ]/gi],
      ['kk', /[әғқңұһ]/gi, /[ўҳҷӣӯїєґ]/gi],
      ['mk', /[ѓќѕ]/gi, /[ыэъщ]/gi],
      ['sr', /[ђћљњј]/gi, /[ыэъщ]/gi],
      // In Russian the hard sign parts a consonant from a vowel; in Bulgarian it is a vowel.
      ['bg', /ъ[бвгджзклмнпрстфхцчшщ]/gi, /[ыэёі]/gi],
    ],
  ],
  [
    'ar',
    [
      ['ur', /[ٹڈڑےںہ]/g, /[يكةټډړښڼېەێڭ]/g],
      ['ps', /[ټډړښڼږځڅې]/g, /[كةەێڭ]/g],
      ['ckb', /[ڕڵێ]/g, /[يكةڭېۇ]/g],
      ['fa', /[پچژگکی]/g, /[يكةىأإ]/g],
    ],
  ],
  ['hi', [['mr', /ळ/g, /\u093c/g]]],
]);

/** Every language that its letters are told by, in scripts other than Latin. */
export const TOLD_BY_LETTERS: readonly string[] = [...BY_LETTERS.values()].flat().map(([language]) => language);

/** Letters, or a few of them in a row, that are common in one language in Latin script and rare in all others. */
const LATIN: readonly (readonly [string, RegExp])[] = [
  ['cs', /[ěřů]/gi],
  ['es', /[ñ¿¡]|ción/gi],
  ['hu', /[őű]/gi],
  ['is', /[þð]/gi],
  ['lt', /[ėįų]/gi],
  ['lv', /[āīļķņģ]/gi],
  ['pl', /[łąężśź]/gi],
  ['pt', /ão|ões|ção/gi],
  ['ro', /[ășțşţ]/gi],
  ['tr', /[ğışİ]/g],
];
/** The fewest of them, and their least share of a text. */
const FEWEST = 2;
const LEAST_SHARE = 0.02;
/** What none of them is without. */
const BEYOND_ASCII = /[\u00a1-\u024f]/;

/** How many times more letters of its own than of others a text must have to be in a language; some are in names. */
const LETTERS_LEAD = 2;

/** The vowels that Vietnamese marks twice or below, and letters that it does not share with others that do so. */
const MARKED_VOWELS = /[\u1ea0-\u1ef9]/g;
const VIETNAMESE_LETTER = /[ơưđ]/i;
/** The least share of them in its texts, which is more than its names make elsewhere. */
const MARKED_SHARE = 0.08;

/** The language that a text's letters speak for, among those of one script; the usual one where they speak for none. */
export function byLetters(sample: string, usual: string): string {
  for (const [language, own, foreign] of BY_LETTERS.get(usual) ?? []) {
    const letters = lengthOf(sample, own);
    if (letters > 0 && letters > LETTERS_LEAD * lengthOf(sample, foreign)) return language;
  }
  return usual;
}

/** Whether a text is in Vietnamese. */
export function isVietnamese(sample: string): boolean {
  return VIETNAMESE_LETTER.test(sample) && lengthOf(sample, MARKED_VOWELS) >= MARKED_SHARE * sample.length;
}

/**
 * The language in Latin script that a text's letters speak for, where it has too few common words to be known by them;
 * null where they speak for none, or for several.
 */
export function byLatinLetters(sample: string): string | null {
  if (!BEYOND_ASCII.test(sample)) return null;
  const counts = LATIN.map(([language, own]) => ({ language, count: lengthOf(sample, own) }));
  const [most, next] = counts.sort((a, b) => b.count - a.count);
  if (most === undefined || next === undefined || most.count < LETTERS_LEAD * next.count) return null;
  return most.count >= FEWEST && most.count >= LEAST_SHARE * sample.length ? most.language : null;
}

/** How many characters are in what a pattern finds: runs are matched, of which there are fewer than characters. */
export function lengthOf(sample: string, runs: RegExp): number {
  return sample.match(runs)?.reduce((sum, run) => sum + run.length, 0) ?? 0;
}
