const { charCodeAt } = String.prototype;

/**
 * The code of a text's character, for loops over all of them. V8 keeps strings in a dozen shapes (flat, a part of another,
 * two joined, each with narrow or wide characters), and once a loop has met more than four of them, as it does here, it
 * looks up the text's own `charCodeAt` for every character anew: four times the time of all else in such a loop. The same
 * goes for `length`, which is to be asked for before it.
 */
export function codeAt(text: string, at: number): number {
  return charCodeAt.call(text, at);
}
