import { areNear, days, type Evidence, type Telling } from './telling.ts';
import { hasOwnTitle, titleWords } from './title.ts';

/** Fewer words than this, two people may well hit upon by chance. */
const FEWEST_WORDS = 6;
/** So short a piece of news is told elsewhere within days; later it is a notice that comes again. */
const WITHIN = days(3);

/**
 * Pairs of entries of different publishers that say the same few words under one title, or under none. Texts too short
 * for a sketch are known by nothing else; their summaries hold them whole.
 */
export function wordsEvidence(tellings: readonly Telling[]): Evidence[] {
  const short = tellings.filter(({ entry }) => entry.sketch === '' && titleWords(entry.summary).length >= FEWEST_WORDS);
  return [...Map.groupBy(short, wordsOf).values()].flatMap(nextToEachOther);
}

function wordsOf({ entry }: Telling): string {
  const title = hasOwnTitle(entry) ? titleWords(entry.title) : [];
  return `${title.join(' ')}: ${titleWords(entry.summary).join(' ')}`;
}

function nextToEachOther(alike: readonly Telling[]): Evidence[] {
  return alike.slice(1).flatMap((other, index): Evidence[] => {
    const one = alike[index];
    if (one === undefined || one.publisher === other.publisher || !areNear(one, other, WITHIN)) return [];
    return [{ one, other, strength: 1, reason: 'the same few words', pointing: null }];
  });
}
