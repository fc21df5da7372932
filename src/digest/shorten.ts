const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** At most this many characters of a title are shown whole. */
const longestTitle = 150;
/** A longer one is cut between words somewhere from here on. */
const shortestCut = 100;

/** A title as it is, or the beginning of one that is no title any more. */
export function shortTitle(title: string): string {
  if (title.length <= longestTitle) return title;
  const characters = Array.from(graphemes.segment(title), (one) => one.segment);
  if (characters.length <= longestTitle) return title;
  const kept = characters.slice(0, longestTitle - 1).join('');
  const space = kept.lastIndexOf(' ');
  return `${(space >= characters.slice(0, shortestCut).join('').length ? kept.slice(0, space) : kept).trimEnd()}…`;
}

/** As many whole words of a text as fit into `length` UTF-16 units, with an ellipsis where some do not. */
export function shortText(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text
    .slice(0, length - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–-]+$/, '')}…`;
}
