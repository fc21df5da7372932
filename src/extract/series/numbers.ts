/** What the last part of a series counts as, which is not numbered: "Last day at …". */
export const LAST = Number.POSITIVE_INFINITY;

/** One to ten as words, each line a language: en, fr, de, es, it, pt, nl. */
const CARDINALS = [
  'one two three four five six seven eight nine ten',
  'un|une deux trois quatre cinq six sept huit neuf dix',
  'eins zwei drei vier fünf sechs sieben acht neun zehn',
  'uno|una dos tres cuatro cinco seis siete ocho nueve diez',
  'uno due tre quattro cinque sei sette otto nove dieci',
  'um|uma dois|duas três quatro cinco seis sete oito nove dez',
  'een|één twee drie vier vijf zes zeven acht negen tien',
];

const ORDINALS = [
  'first second third fourth fifth sixth seventh eighth ninth tenth',
  'premier|première deuxième|second|seconde troisième quatrième cinquième sixième septième huitième neuvième dixième',
  'erster|erste|erstes zweiter|zweite|zweites dritter|dritte|drittes vierter|vierte|viertes fünfter|fünfte|fünftes ' +
    'sechster|sechste|sechstes siebter|siebte|siebtes achter|achte|achtes neunter|neunte|neuntes zehnter|zehnte|zehntes',
  'primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta sexto|sexta',
  'primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto|sesta',
  'primeiro|primeira segundo|segunda terceiro|terceira quarto|quarta quinto|quinta sexto|sexta',
  'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende',
];

const LAST_WORDS =
  'last final dernier dernière letzter letzte letztes último última ultimo ultima laatste finale'.split(' ');

const ROMAN = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');
const CHINESE = [...'〇一二三四五六七八九十'];
/** First, middle and last of two or three volumes, in Japanese and Chinese. */
const VOLUMES: readonly (readonly [string, number])[] = [
  ['前', 1],
  ['上', 1],
  ['中', 2],
  ['後', LAST],
  ['下', LAST],
];

const VALUES: ReadonlyMap<string, number> = new Map([
  ...[...CARDINALS, ...ORDINALS].flatMap(valuesOf),
  ...LAST_WORDS.map((word) => [word, LAST] as const),
  ...ROMAN.map((numeral, index) => [numeral.toLowerCase(), index + 1] as const),
  ...CHINESE.map((digit, index) => [digit, index] as const),
  ...VOLUMES,
]);

/** Sources of regular expressions, for use with the flags `iu`. */
export const CARDINAL = `\\d{1,4}|${alternatives([...ROMAN, ...CARDINALS.flatMap(wordsOf)])}`;
export const ORDINAL =
  `\\d{1,3}(?:st|nd|rd|th|re|ère|er|nde|e|ème|eme|ste|de|\\.|ª|º|°|a|o)|` +
  alternatives([...ORDINALS.flatMap(wordsOf), ...LAST_WORDS]);
export const ROMAN_NUMERAL = alternatives(ROMAN);

/** The number a cardinal or ordinal says, in digits, words or Roman numerals; {@link LAST} for "last" and the like. */
export function numberOf(text: string): number | null {
  const digits = text.normalize('NFKC').match(/^\d+/);
  if (digits !== null) return Number(digits[0]);
  return VALUES.get(text.toLowerCase()) ?? null;
}

function wordsOf(line: string): string[] {
  return line.split(/[ |]/);
}

function valuesOf(line: string): (readonly [string, number])[] {
  return line.split(' ').flatMap((words, index) => words.split('|').map((word) => [word, index + 1] as const));
}

/** The longest first, so that no alternative hides one that goes on. */
function alternatives(words: readonly string[]): string {
  return [...new Set(words)].sort((a, b) => b.length - a.length).join('|');
}
