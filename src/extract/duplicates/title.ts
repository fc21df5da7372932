/** A title's words and numbers in lower case, without markup of any kind around them. */
export function titleWords(title: string): string[] {
  return (
    title
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{M}\p{N}]+(?:[.,'][\p{L}\p{M}\p{N}]+)*/gu) ?? []
  );
}

/**
 * Whether two titles are one: word for word, or but for what a republisher puts before or after it, set off by a
 * separator (`Planet: …`, `… | Example News`).
 */
export function isSameTitle(a: string, b: string): boolean {
  const [whole, other] = [key(a), key(b)];
  if (whole === '' || other === '') return false;
  return whole === other || isSetOffIn(whole, b) || isSetOffIn(other, a);
}

/**
 * Whether two titles are one phrase filled in twice ("Meetup in Lyon", "Meetup in Nice"; "1.2 released", "1.3
 * released"): then even texts that are nearly the same are two announcements.
 */
export function isVariantTitle(a: string, b: string): boolean {
  const [left, right] = [titleWords(a), titleWords(b)];
  if (left.length !== right.length || left.length < 2) return false;
  const different = left.filter((word, index) => word !== right[index]).length;
  return different > 0 && different <= Math.max(1, left.length / 3);
}

/** Whether two titles name the same numbers in the same order, or none. */
export function hasSameNumbers(a: string, b: string): boolean {
  return String(a.match(/\d+/g)) === String(b.match(/\d+/g));
}

/** The share of one title's words that the other has too. */
export function sharedOfTitle(part: string, whole: string): number {
  const words = new Set(titleWords(part));
  return words.size === 0 ? 0 : [...new Set(titleWords(whole))].filter((word) => words.has(word)).length / words.size;
}

function key(title: string): string {
  return titleWords(title).join(' ');
}

/** Whether a title of several words is what a longer one has on one side of a separator. */
function isSetOffIn(short: string, long: string): boolean {
  if (!short.includes(' ')) return false;
  const pieces = long.split(/(\s[-–—|•·»]+\s|:\s|\[|\])/u);
  const heads = pieces.map((_, end) => key(pieces.slice(0, end).join('')));
  const tails = pieces.map((_, start) => key(pieces.slice(start + 1).join('')));
  return heads.includes(short) || tails.includes(short);
}
