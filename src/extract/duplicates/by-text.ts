import { type Likeness, likeness, readSketch, type Sample } from '../sketch.ts';
import { canonicalLink } from './canonical-link.ts';
import { areNear, days, type Evidence, type Telling } from './telling.ts';
import { hasOtherNumbers, hasSameNumbers, isSameTitle, isVariantTitle } from './title.ts';

/** Two texts are compared where one of their smallest hashes is the same: of texts alike by half, all but 1 in 250. */
const KEYS = 10;
/** How many earlier texts with one such hash are compared: more share it only in a phrase that is everywhere. */
const COMPARED = 4;
/** Copies appear within a season; what is alike a year later is the next year's announcement. */
const WITHIN = days(90);

/** Below this nothing else that speaks for it counts. */
const LEAST_CONTAINMENT = 0.6;

interface Sketched {
  readonly telling: Telling;
  readonly sample: Sample;
}

/**
 * Pairs of entries of different publishers with nearly the same text, or one quoting the other whole. A text that a
 * publisher gives to several entries, as forms and fillers are, tells nothing.
 */
export function textEvidence(tellings: readonly Telling[]): Evidence[] {
  const byHash = new Map<number, Sketched[]>();
  const found: Evidence[] = [];
  const repeated = new Set<Telling>();
  for (const telling of tellings) {
    const sketched = { telling, sample: readSketch(telling.entry.sketch) };
    const keys = sketched.sample.slice(0, KEYS);
    for (const earlier of new Set(keys.flatMap((hash) => byHash.get(hash) ?? []))) {
      if (isRepetition(earlier, sketched)) repeated.add(earlier.telling).add(telling);
      const same = compare(earlier, sketched);
      if (same !== null) found.push(same);
    }
    for (const hash of keys) file(byHash, hash, sketched);
  }
  return found.filter(({ one, other }) => !repeated.has(one) && !repeated.has(other));
}

function isRepetition(earlier: Sketched, later: Sketched): boolean {
  const [one, other] = [earlier.telling, later.telling];
  if (one.publisher !== other.publisher || isSameTitle(one.entry.title, other.entry.title)) return false;
  return likeness(earlier.sample, later.sample).resemblance >= 0.5;
}

/** Keeps the latest few of those with one hash. */
function file(byHash: Map<number, Sketched[]>, hash: number, sketched: Sketched): void {
  const filed = byHash.get(hash);
  if (filed === undefined) byHash.set(hash, [sketched]);
  else if (filed.push(sketched) > COMPARED) filed.shift();
}

/** Only the later of two can point to the other as its original; the earlier may link to where else it is now. */
function compare(earlier: Sketched, later: Sketched): Evidence | null {
  const [one, other] = [earlier.telling, later.telling];
  if (one.publisher === other.publisher || !areNear(one, other, WITHIN)) return null;
  const found = likeness(earlier.sample, later.sample);
  if (found.containment < LEAST_CONTAINMENT) return null;
  const isPointing = links(other, one);
  if (!isSameText(one, other, found, isPointing || links(one, other))) return null;
  const pointing = isPointing ? other : null;
  return { one, other, strength: found.resemblance, reason: 'nearly the same text', pointing };
}

/** How alike two texts must be, the less the more else speaks for it. */
function isSameText(one: Telling, other: Telling, found: Likeness, linked: boolean): boolean {
  const { shared, resemblance, containment } = found;
  const [title, otherTitle] = [one.entry.title, other.entry.title];
  if (isSameTitle(title, otherTitle)) return shared >= 3;
  if (hasOtherNumbers(title, otherTitle)) return false;
  if (isVariantTitle(title, otherTitle)) return isUnchanged(one, other, found) && hasSameNumbers(title, otherTitle);
  if (linked && containment >= 0.75 && resemblance >= 0.25) return true;
  return resemblance >= 0.7 || (containment >= 0.9 && resemblance >= 0.5);
}

/** Whether not even the words that the titles differ in differ in the texts. */
function isUnchanged(one: Telling, other: Telling, { resemblance }: Likeness): boolean {
  return resemblance >= 0.98 && one.entry.words === other.entry.words;
}

function links(from: Telling, to: Telling): boolean {
  return to.link !== null && from.entry.links.some((link) => canonicalLink(link) === to.link);
}
