/** What the last part of a series counts as, which is not numbered: "Last day at …". */
export const LAST = Number.POSITIVE_INFINITY;

const UNITS = 'one two three four five six seven eight nine'.split(' ');
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** From one on as words, each line a language: en, fr, de, es, it, pt, nl. */
const CARDINALS = [
  [...UNITS, ...TEENS, ...TENS.flatMap((ten) => [ten, ...UNITS.map((unit) => `${ten}-${unit}`)])].join(' '),
  'un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit ' +
    'dix-neuf vingt',
  'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn ' +
    'achtzehn neunzehn zwanzig',
  'uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince',
  'uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici',
  'um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze quinze',
  'een|één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien',
];

/** The same for first, second, …; further ru, uk, pl, cs, sv, da, fi, tr, el, hu, ar, he, fa, hi and id. */
const ORDINALS = [
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
    'sixteenth seventeenth eighteenth nineteenth twentieth',
  'premier|première deuxième|second|seconde troisième quatrième cinquième sixième septième huitième neuvième dixième',
  'erster|erste|erstes zweiter|zweite|zweites dritter|dritte|drittes vierter|vierte|viertes fünfter|fünfte|fünftes ' +
    'sechster|sechste|sechstes siebter|siebte|siebtes achter|achte|achtes neunter|neunte|neuntes zehnter|zehnte|zehntes',
  'primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta sexto|sexta',
  'primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto|sesta',
  'primeiro|primeira segundo|segunda terceiro|terceira quarto|quarta quinto|quinta sexto|sexta',
  'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende',
  'первый|первая второй|вторая третий|третья четвёртый|четвёртая|четвертый|четвертая пятый|пятая шестой|шестая',
  'перший|перша другий|друга третій|третя четвертий|четверта пʼятий|пʼята шостий|шоста',
  'pierwszy|pierwsza drugi|druga trzeci|trzecia czwarty|czwarta piąty|piąta szósty|szósta',
  'první druhý|druhá třetí čtvrtý|čtvrtá pátý|pátá šestý|šestá',
  'första andra tredje fjärde femte sjätte',
  'første anden|andre tredje fjerde femte sjette',
  'ensimmäinen toinen kolmas neljäs viides kuudes',
  'birinci ikinci üçüncü dördüncü beşinci altıncı',
  'πρώτο|πρώτη δεύτερο|δεύτερη τρίτο|τρίτη τέταρτο|τέταρτη πέμπτο|πέμπτη',
  'első második harmadik negyedik ötödik hatodik',
  'الأول|الاول|الأولى الثاني|الثانية الثالث|الثالثة الرابع|الرابعة الخامس|الخامسة السادس|السادسة',
  'ראשון שני שלישי רביעי חמישי שישי',
  'اول دوم سوم چهارم پنجم ششم',
  'पहला दूसरा तीसरा चौथा पाँचवाँ',
  'pertama kedua ketiga keempat kelima keenam',
];

const LAST_WORDS = (
  'last final dernier dernière letzter letzte letztes último última ultimo ultima laatste finale darrer sista siste sidste ' +
  'viimeinen ostatni ostatnia poslední последний последняя останній остання'
).split(' ');

/** What stands for the number of a last part, at the end of its title. */
export const LAST_PART =
  'fin|suite et fin|finale|final|the end|conclusion|epilogue|épilogue|schluss|ende|epilog|conclusión|conclusão|fine|conclusione|slot';

/** What stands there for the number of a second part. */
export const NEXT_PART =
  'suite|la suite|continued|fortsetzung|continuación|continuação|continua|vervolg|fortsättning|продолжение';

/** A conference begins before its first day. */
const ZERO_WORDS = ['zero', 'zéro', 'cero', 'null'];

const ROMAN = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');
const CHINESE = [...'〇一二三四五六七八九十'];
/** Hebrew counts parts by letters. */
const HEBREW = [...'אבגדהוזחטי'];
/** First, middle and last of two or three volumes, and the last day, in Japanese and Chinese. */
const VOLUMES: readonly (readonly [string, number])[] = [
  ['前', 1],
  ['上', 1],
  ['中', 2],
  ['後', LAST],
  ['下', LAST],
  ['最終', LAST],
  ['最后一', LAST],
  ['最後の', LAST],
];

const VALUES: ReadonlyMap<string, number> = new Map([
  ...[...CARDINALS, ...ORDINALS].flatMap(valuesOf),
  ...ZERO_WORDS.map((word) => [word, 0] as const),
  ...LAST_WORDS.map((word) => [word, LAST] as const),
  ...ROMAN.map((numeral, index) => [numeral.toLowerCase(), index + 1] as const),
  ...CHINESE.map((digit, index) => [digit, index] as const),
  ...HEBREW.map((letter, index) => [letter, index + 1] as const),
  ...VOLUMES,
  ...LAST_PART.split('|').map((end) => [end, LAST] as const),
  ...NEXT_PART.split('|').map((next) => [next, 2] as const),
]);

/** Zero in each of the scripts whose digits number parts: Latin, Arabic, Persian, Devanagari, Bengali, Thai. */
const ZEROS = [...'0٠۰०০๐'].map(codeOf);

/** Sources of regular expressions, for use with the flags `iu`. */
export const DIGIT = '[0-9０-９٠-٩۰-۹०-९০-৯๐-๙]';
/** Before more of a sentence "I" is a word. */
const ONE_LETTER = '(?:I(?=\\s*(?:$|[^\\p{L}\\p{N}\\s]|of\\s))|V|X)';
/** In small letters "i" is a word, and "v" and "x" mostly are. */
const SMALL_LETTER = /^[ivx]$/;
const LONGER_ROMAN = ROMAN.filter(({ length }) => length > 1);
export const CARDINAL = `${DIGIT}{1,4}|${alternatives([...LONGER_ROMAN, ...ZERO_WORDS, ...CARDINALS.flatMap(wordsOf)])}|${ONE_LETTER}`;
/** Words alone, where a letter is hardly a number: "Part One of Three". */
export const CARDINAL_WORD = alternatives(CARDINALS.flatMap(wordsOf).filter((word) => word.length > 2));
/** Also what stands behind the word for a part: "часть вторая". */
export const ORDINAL_WORD = alternatives([...ORDINALS.flatMap(wordsOf), ...LAST_WORDS]);
export const ORDINAL =
  `\\d{1,3}(?:st|nd|rd|th|re|ère|er|nde|e|ème|eme|ste|de|\\.|ª|º|°|a|o|-?(?:я|й|ая|ый|ий|га|ша|тя|та)|η|ο)|` +
  ORDINAL_WORD;
export const ROMAN_NUMERAL = alternatives(ROMAN);

/** The number a cardinal or ordinal says, in digits, words or Roman numerals; {@link LAST} for "last" and the like. */
export function numberOf(text: string): number | null {
  const digits = text.normalize('NFKC').match(/^\p{Nd}+/u);
  if (digits !== null) return [...digits[0]].reduce((number, digit) => 10 * number + digitValue(digit), 0);
  return SMALL_LETTER.test(text) ? null : (VALUES.get(text.toLowerCase()) ?? null);
}

function digitValue(digit: string): number {
  const code = codeOf(digit);
  return ZEROS.map((zero) => code - zero).find((value) => value >= 0 && value <= 9) ?? Number.NaN;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
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
