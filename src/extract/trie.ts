/** No word begins so. */
const NOWHERE = 0;
/** Where every word begins. */
export const BEGINNING = 1;

/**
 * Words by their beginnings, with what is known of each: they are looked for in a text letter by letter, since to cut its
 * words out and ask for each takes three times as long.
 */
export class Trie<T> {
  /** The letters of all words, by their codes; those of none are 0. */
  readonly #letters = new Uint8Array(2 ** 16);
  readonly #width: number;
  /** Row by row, the place that each letter leads to. */
  readonly #places: Uint16Array;
  readonly #known: (T | undefined)[] = [];

  constructor(words: ReadonlyMap<string, T>) {
    const letters = new Set([...words.keys()].join(''));
    for (const [at, letter] of [...letters].entries()) this.#letters[letter.charCodeAt(0)] = at + 1;
    this.#width = letters.size + 1;
    this.#places = new Uint16Array((countBeginnings(words.keys()) + 2) * this.#width);
    let places = BEGINNING;
    for (const [word, known] of words) {
      let place = BEGINNING;
      for (let at = 0; at < word.length; at += 1) {
        const next = this.#index(place, word.charCodeAt(at));
        this.#places[next] ||= ++places;
        place = this.#places[next] ?? NOWHERE;
      }
      this.#known[place] = known;
    }
  }

  /** Where a letter leads to from a place. */
  after(place: number, code: number): number {
    return this.#places[this.#index(place, code)] ?? NOWHERE;
  }

  /** What is known of the word that ends at a place. */
  at(place: number): T | undefined {
    return this.#known[place];
  }

  #index(place: number, code: number): number {
    return place * this.#width + (this.#letters[code] ?? 0);
  }
}

function countBeginnings(words: Iterable<string>): number {
  const beginnings = new Set<string>();
  for (const word of words) for (let end = 1; end <= word.length; end += 1) beginnings.add(word.slice(0, end));
  return beginnings.size;
}
