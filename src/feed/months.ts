/** Languages whose names of months are understood; where two disagree about a name, the earlier one is right. */
const LANGUAGES = 'en fr de es it pt nl el hu ru pl cs sv da nb fi tr ro uk ca eu sk sl bg lt lv et is'.split(' ');

const ENGLISH = 'january february march april may june july august september october november december'.split(' ');

/** The number of the month that a word names, 1 to 12, in any of several languages, abbreviated or not; null for other words. */
export function monthNamed(word: string): number | null {
  const name = plainWord(word);
  if (name.length >= 3) {
    const english = ENGLISH.findIndex((month) => month.startsWith(name) || (month === 'september' && name === 'sept'));
    if (english !== -1) return english + 1;
  }
  return foreignMonths().get(name) ?? null;
}

let foreign: ReadonlyMap<string, number> | undefined;

/** Made when the first foreign month is met: most runs meet none. */
function foreignMonths(): ReadonlyMap<string, number> {
  foreign ??= new Map(LANGUAGES.toReversed().flatMap(monthsOf));
  return foreign;
}

function monthsOf(language: string): readonly (readonly [string, number])[] {
  const formats = (['long', 'short'] as const).flatMap((month) => [
    new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' }),
    new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC' }),
  ]);
  return ENGLISH.flatMap((_, index) => {
    const names = formats.map((format) => nameIn(format, new Date(Date.UTC(2001, index, 1))));
    // Abbreviations are shorter in some feeds than in the locale data.
    const cut = names.filter((name) => name.length > 4).map((name) => name.slice(0, 4));
    return [...cut, ...names].map((name) => [name, index + 1] as const);
  });
}

function nameIn(format: Intl.DateTimeFormat, date: Date): string {
  return plainWord(format.formatToParts(date).find(({ type }) => type === 'month')?.value ?? '');
}

function plainWord(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .toLowerCase();
}
