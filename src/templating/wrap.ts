/** East Asian wide characters and emoji take two columns of a terminal (UAX #11, abridged to what fonts draw wide). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Most text is of letters that take one column each, and need not be looked at one by one. */
const narrow = /^[\u0020-\u00ac\u00ae-\u02ff\u2010-\u2027]*$/;
const without = /\p{Mn}|\p{Me}|\p{Cf}/u;
const ideograph = /[\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/u;
/** What must not begin a line in Chinese and Japanese. */
const closing = /[、。，．！？：；）」』】〉》ー]/u;

/** How many columns of a terminal a text takes. */
export function columns(text: string): number {
  if (narrow.test(text)) return text.length;
  let count = 0;
  for (const character of text) count += without.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return count;
}

/** Breaks a text into lines of at most `width` columns, between words, or between ideographs; what has no such place stays whole.
 * The first line begins with `first`, all others with `indent`; both count. */
export function wrap(text: string, width: number, indent = '', first = ''): string {
  const lines: string[] = [];
  let line = first;
  let used = columns(first);
  let empty = true;
  for (const { piece, spaced } of pieces(text)) {
    const taken = columns(piece);
    const gap = spaced && !empty ? ' ' : '';
    if (!empty && used + gap.length + taken > width) {
      lines.push(line);
      line = indent + piece;
      used = columns(indent) + taken;
    } else {
      line += gap + piece;
      used += gap.length + taken;
    }
    empty = false;
  }
  return empty ? '' : [...lines, line].join('\n');
}

/** What stays whole, and whether a space is before it. */
interface Piece {
  readonly piece: string;
  readonly spaced: boolean;
}

function pieces(text: string): Piece[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (!ideograph.test(text)) return words.map((piece) => ({ piece, spaced: true }));
  return words.flatMap((word) => breakable(word).map((piece, index) => ({ piece, spaced: index === 0 })));
}

/** A word in its pieces: ideographs one by one, each with the closing mark after it. */
function breakable(word: string): string[] {
  const found: string[] = [];
  for (const character of word) {
    const last = found.at(-1);
    if (last === undefined || breaksBefore(last, character)) found.push(character);
    else found[found.length - 1] = last + character;
  }
  return found;
}

function breaksBefore(piece: string, character: string): boolean {
  if (closing.test(character)) return false;
  return ideograph.test(character) || ideograph.test(piece.slice(-1));
}
