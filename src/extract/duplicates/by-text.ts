import { type Likeness, likeness, readSketch, type Sample } from '../sketch.ts';
import { canonicalLink } from './canonical-link.ts';
import { areNear, CLOCKS_DIFFER, days, type Evidence, type Telling } from './telling.ts';
import { hasOtherNumbers, hasSameNumbers, isAnswer, isSameTitle, isVariantTitle, titleWords } from './title.ts';

/** Two texts are compared where one of their smallest hashes is the same: of texts alike by half, all but 1 in 250. */
const KEYS = 10;
/** How many earlier texts with one such hash are compared: more share it only in a phrase that is everywhere. */
const COMPARED = 4;
/** Copies appear within a season; what is alike a year later is the next year's announcement. */
const WITHIN = days(90);

/** Below this nothing else that speaks for it counts. */
const LEAST_CONTAINMENT = 0.6;
/** Under a title of so many words, less of a text is enough to know its excerpt by. */
const TELLING_TITLE = 4;

interface Sketched {
  readonly telling: Telling;
  readonly sample: Sample;
}

/**
 * Pairs of entries of different publishers with nearly the same text, or one quoting the other whole. A text that a
 * publisher gives to several entries, as forms and fillers are, tells nothing but under one title.
 */
export function textEvidence(tellings: readonly Telling[]): Evidence[] {
  const byKey = new Map<number | string, Sketched[]>();
  const found: Evidence[] = [];
  const repeated = new Set<Telling>();
  for (const telling of tellings) {
    const sketched = { telling, sample: readSketch(telling.entry.sketch) };
    const keys = keysOf(sketched);
    for (const earlier of new Set(keys.flatMap((key) => byKey.get(key) ?? []))) {
      if (isRepetition(earlier, sketched)) repeated.add(earlier.telling).add(telling);
      const same = compare(earlier, sketched);
      if (same !== null) found.push(same);
    }
    for (const key of keys) file(byKey, key, sketched);
  }
  return found.filter(({ one, other }) => {
    const isRepeated = repeated.has(one) || repeated.has(other);
    return !isRepeated || isSameTitle(one.entry.title, other.entry.title);
  });
}

/** By what a text is looked for: its smallest hashes, which an excerpt of it hardly has, and its title. */
function keysOf({ telling, sample }: Sketched): (number | string)[] {
  const title = titleWords(telling.entry.title);
  const isFound = sample.length > 0 && title.length >= TELLING_TITLE;
  return isFound ? [...sample.slice(0, KEYS), title.join(' ')] : sample.slice(0, KEYS);
}

function isRepetition(earlier: Sketched, later: Sketched): boolean {
  const [one, other] = [earlier.telling, later.telling];
  if (one.publisher !== other.publisher || isSameTitle(one.entry.title, other.entry.title)) return false;
  return likeness(earlier.sample, later.sample).resemblance >= 0.5;
}

/** Keeps the latest few of those with one key. */
function file(byKey: Map<number | string, Sketched[]>, key: number | string, sketched: Sketched): void {
  const filed = byKey.get(key);
  if (filed === undefined) byKey.set(key, [sketched]);
  else if (filed.push(sketched) > COMPARED) filed.shift();
}

/**
 * The later of two can point to the other as its original, or one that was dated hours before it, as a copy that was
 * made ready first is; what is much earlier may link to where else it is now.
 */
function compare(earlier: Sketched, later: Sketched): Evidence | null {
  const [one, other] = [earlier.telling, later.telling];
  if (one.publisher === other.publisher || !areNear(one, other, WITHIN)) return null;
  const found = likeness(earlier.sample, later.sample);
  if (found.containment < LEAST_CONTAINMENT) return null;
  const linking = links(other, one) ? other : links(one, other) ? one : null;
  if (!isSameText(one, other, found, linking)) return null;
  const pointing = linking === other || areNear(one, other, CLOCKS_DIFFER) ? linking : null;
  return { one, other, strength: found.resemblance, reason: 'nearly the same text', pointing };
}

/** How alike two texts must be, the less the more else speaks for it, as that one of them links to the other. */
function isSameText(one: Telling, other: Telling, found: Likeness, linking: Telling | null): boolean {
  const { shared, resemblance, containment } = found;
  const [title, otherTitle] = [one.entry.title, other.entry.title];
  if (isSameTitle(title, otherTitle) && !isAnswer(title) && !isAnswer(otherTitle))
    return shared >= 3 || isExcerpt(title, found);
  if (hasOtherNumbers(title, otherTitle)) return false;
  if (isVariantTitle(title, otherTitle)) {
    const isCopy = isUnchanged(one, other, found) || (linking !== null && resemblance >= 0.9);
    return isCopy && hasSameNumbers(title, otherTitle);
  }
  if (linking !== null && containment >= 0.75) {
    // Who quotes another whole and says more than that himself has written a post of his own.
    const isQuoting = linking.entry.words >= Math.max(one.entry.words, other.entry.words);
    if (resemblance >= (isQuoting ? 0.4 : 0.25)) return true;
  }
  // The later and shorter of two says nothing of its own where all of it is in the other.
  const isCutLater = other.entry.words < one.entry.words && containment >= 0.95;
  return resemblance >= 0.7 || (containment >= 0.9 && resemblance >= (isCutLater ? 0.35 : 0.5));
}

/** Whether a short text is wholly in a long one, as far as can be told where few of its runs are sampled. */
function isExcerpt(title: string, { shared, containment }: Likeness): boolean {
  return shared >= 2 && containment === 1 && titleWords(title).length >= TELLING_TITLE;
}

/** Whether not even the words that the titles differ in differ in the texts. A sample of a long one may not show it; what it is about does. */
function isUnchanged(one: Telling, other: Telling, { resemblance }: Likeness): boolean {
  const isOfOneLength = one.entry.words === other.entry.words;
  return resemblance >= 0.98 && isOfOneLength && one.entry.summary === other.entry.summary;
}

function links(from: Telling, to: Telling): boolean {
  return to.link !== null && from.entry.links.some((link) => canonicalLink(link) === to.link);
}
