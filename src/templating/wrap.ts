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
  let line = '';
  for (const piece of pieces(text)) {
    const prefix = lines.length === 0 ? first : indent;
    if (line !== '' && columns(prefix + line + piece.trimEnd()) > width) {
      lines.push(prefix + line.trimEnd());
      line = '';
    }
    line += piece;
  }
  if (line !== '') lines.push((lines.length === 0 ? first : indent) + line.trimEnd());
  return lines.join('\n');
}

/** Words with the space that follows them; ideographs one by one, each with the closing mark after it. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const word of text.trim().match(/\S+\s*/g) ?? []) {
    if (!ideograph.test(word)) {
      found.push(word.replace(/\s+$/, ' '));
      continue;
    }
    let piece = '';
    for (const character of word.replace(/\s+$/, ' ')) {
      if (piece !== '' && breaksBefore(piece, character)) {
        found.push(piece);
        piece = '';
      }
      piece += character;
    }
    found.push(piece);
  }
  return found;
}

function breaksBefore(piece: string, character: string): boolean {
  if (character === ' ' || closing.test(character)) return false;
  return ideograph.test(character) || ideograph.test(piece.slice(-1));
}
