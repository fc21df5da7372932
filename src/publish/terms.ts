/**
 * The words by which a text is found, each once: in lower case, without accents; of scripts that put no spaces between
 * words, every two characters that stand together. The search page's script has this function in it, as it is here.
 */
export function termsOf(text: string): string[] {
  const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const runs = folded.match(new RegExp(`[${unspaced}]+|(?:(?![${unspaced}])[\\p{L}\\p{N}])+`, 'gu')) ?? [];
  const isUnspaced = new RegExp(`^[${unspaced}]{2}`, 'u');
  const pairsOf = (run: string) => {
    const characters = [...run];
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  };
  return [...new Set(runs.flatMap((run) => (isUnspaced.test(run) ? pairsOf(run) : [run])))];
}

/** The file of a part of the index that has a term: its first letter's, or that of all the others. */
export function fileOfTerm(term: string): string {
  return /^[a-z]/.test(term) ? term.charAt(0) : '0';
}
