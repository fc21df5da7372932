import { furnitureOf, isCredited } from './boilerplate.ts';
import { type Candidate, candidatesOf, isBeside, isLeaning, isNote, qualityOf } from './candidates.ts';
import { withoutLayout } from './layout.ts';
import { letters } from './letters.ts';
import type { Reading } from './reading.ts';
import { endsUnspaced } from './sentences.ts';
import { termsIn, termsInEach, termsOf } from './terms.ts';
import { linesOf } from './told-lines.ts';
import { endsWell, isShorter } from './whole.ts';

/** The longest summary, in characters. */
const LIMIT = 320;

/** How much the first sentence weighs for standing there; those after it ever less. */
const LEAD = 6;
/** What is added for going on from a sentence already chosen. */
const GOING_ON = 2;
/** What a word adds that is in the title, or in the author's own description. */
const IN_TITLE = 1;
const IN_DESCRIPTION = 2;
/** What a sentence is worth that leans on one which is not chosen, and on one which cannot be. */
const ALONE = 0.3;
const BEREFT = 0.15;
/** What share of its worth a sentence has that stands beside the text, such as in a warning of what it holds. */
const BESIDE = 0.1;
/** A sentence worth less than this share of the best one does not stand beside it. */
const WORTHY = 0.25;
/** How much of a sentence, in characters, is its end. */
const END = 10;
/** How much of a summary, in characters, is its beginning. */
const BEGINNING = 20;
/** What share of a note may be told without its beginning, where that is a sentence, and where it is a line. */
const LEAST_OF_SENTENCES = 0.125;
const LEAST_OF_LINES = 0.5;
/** A sentence of fewer letters only stands where it goes on from the one before it. */
const SHORT = 60;
/** How a first sentence ends that is no greeting, though it may be short. */
const STATING = /[.…。]$/;
const ASKING = /[?？]$/;
/** Where a clause ends. */
const CLAUSE = /[,;:،؛、，；：](?!\d)/g;

/** What a summary is made from. */
export interface Telling {
  readonly title: string;
  readonly reading: Reading;
  /** What the author says of it elsewhere: the feed's own summary, the page's description. */
  readonly description: string | null;
  /** The description as it stands in the page for readers to see. */
  readonly standfirst: string | null;
  readonly language: string | null;
}

/** A sentence and what is asked of it, which is found out when it is. */
class Weighed {
  readonly candidate: Candidate;
  /** Its words that say what the text is about. */
  readonly topics: readonly string[];
  readonly #language: string | null;
  #quality: number | null = null;
  #leaning: boolean | null = null;
  #isPlaced = false;

  constructor(candidate: Candidate, topics: readonly string[], language: string | null) {
    this.candidate = candidate;
    this.topics = topics;
    this.#language = language;
  }

  get quality(): number {
    this.#quality ??= qualityOf(this.candidate, this.#language);
    return this.#quality;
  }

  get leaning(): boolean {
    this.#leaning ??= isLeaning(this.candidate, this.#language);
    return this.#leaning;
  }

  /** Makes it worth less where it stands beside the text, and says whether it did. It is asked once, of what is to be told. */
  setAside(): boolean {
    if (this.#isPlaced) return false;
    this.#isPlaced = true;
    if (!isBeside(this.candidate, this.#language)) return false;
    this.#quality = BESIDE * this.quality;
    return true;
  }
}

/**
 * Chooses whole sentences of the text, at most 320 characters in all, that say what it is about, in the text's order.
 * A text that has none, such as a list, three words or a photo, is told by its beginning, line by line; one whose only
 * sentence has no end in sight, or whose script knows no full stop, by as much of its beginning as fits.
 */
export function summarise(given: Telling): string {
  const telling = { ...given, reading: withoutLayout(given.reading) };
  const repeats = repeating(telling.title);
  const summary = inSentences(telling, repeats);
  return summary !== '' && !isAfterthought(summary, telling, repeats) ? summary : inLines(telling, repeats) || summary;
}

/**
 * Whether the sentences found in a note are but a small part of it, and not its beginning: that has no end, as in verse,
 * or is one long sentence, which is left out for more that ends well.
 */
function isAfterthought(summary: string, { reading, language }: Telling, repeats: TextTest): boolean {
  const { blocks } = reading;
  if (blocks[0]?.text.startsWith(summary.slice(0, BEGINNING)) || !isNote(reading)) return false;
  const lines = [...linesOf(reading, language)].filter((line) => !repeats(line));
  const [first = ''] = lines;
  if (first.startsWith(summary.slice(0, BEGINNING))) return false;
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  return summary.length < length * (endsWell(first) ? LEAST_OF_SENTENCES : LEAST_OF_LINES);
}

function inSentences(telling: Telling, repeats: TextTest): string {
  const weights = weigh(telling);
  const candidates = candidatesOf(telling.reading, telling.standfirst, telling.language, LIMIT);
  const topics = termsInEach(
    candidates.map(({ lower }) => lower),
    [...weights.keys()],
  );
  const open = candidates.map((candidate, at) => new Weighed(candidate, topics[at] ?? [], telling.language));
  const chosen: Candidate[] = [];
  const told = { positions: new Set<number>(), topics: new Set<string>() };
  let left = LIMIT;
  let least = 0;
  while (true) {
    const best = takeBest(open, (candidate, atLeast) => worthOf(candidate, told, weights, left, atLeast));
    if (best === null || best.worth <= least) break;
    // Of the paragraph of the sentence last chosen it is known.
    if (best.weighed.candidate.block !== chosen.at(-1)?.block && best.weighed.setAside()) {
      open.push(best.weighed);
      continue;
    }
    const { candidate, topics } = best.weighed;
    if (!isTelling(candidate, telling.language, repeats)) continue;
    chosen.push(candidate);
    told.positions.add(candidate.position);
    for (const topic of topics) told.topics.add(topic);
    least ||= WORTHY * best.worth;
    left -= candidate.text.length + spaceAfter(candidate.text).length;
  }
  return withoutLeadOn(chosen.sort((a, b) => a.position - b.position)).reduce(
    (summary, { text }) => (summary === '' ? text : summary + spaceAfter(summary) + text),
    '',
  );
}

/** Without a last sentence that leads on to what there was no room for. */
function withoutLeadOn(chosen: readonly Candidate[]): readonly Candidate[] {
  return chosen.length > 1 && chosen.at(-1)?.text.endsWith(':') ? chosen.slice(0, -1) : chosen;
}

/** What stands between a sentence, or line, and the next: Chinese and Japanese have their space within the mark. */
function spaceAfter(sentence: string): string {
  if (/[\p{L}\p{N}]$/u.test(sentence.slice(-2))) return ' · ';
  return endsUnspaced(sentence.slice(-END)) ? '' : ' ';
}

/** What the sentences that are chosen tell, and where they stand. */
interface Told {
  readonly positions: ReadonlySet<number>;
  readonly topics: ReadonlySet<string>;
}

/** How much each word weighs that says what the text is about: those of the title and the author's own description. */
function weigh({ title, description, language }: Telling): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const term of termsIn(title, language)) weights.set(term, IN_TITLE);
  for (const term of termsOf(description ?? '', language)) weights.set(term, (weights.get(term) ?? 0) + IN_DESCRIPTION);
  return weights;
}

interface Best {
  readonly weighed: Weighed;
  readonly worth: number;
}

/** Takes the most worthy candidate out of those that are open; null where none is worth anything. */
function takeBest(open: Weighed[], worth: (weighed: Weighed, atLeast: number) => number): Best | null {
  let best: Best | null = null;
  for (const weighed of open) {
    const own = worth(weighed, best?.worth ?? 0);
    if (own > (best?.worth ?? 0)) best = { weighed, worth: own };
  }
  if (best !== null) open.splice(open.indexOf(best.weighed), 1);
  return best;
}

/**
 * What a sentence adds to those chosen: its place, and the words about the matter that are not yet told. Of one that
 * cannot be worth more than `atLeast` no more is found out, and 0 returned.
 */
function worthOf(
  weighed: Weighed,
  told: Told,
  weights: ReadonlyMap<string, number>,
  left: number,
  atLeast: number,
): number {
  const { text, position, rank, isBehindLost } = weighed.candidate;
  const follows = told.positions.has(position - 1);
  if (text.length > left) return 0;
  if (!follows && told.positions.size > 0 && isShorter(text, SHORT) && !opens(weighed, told)) return 0;
  let news = 0;
  for (const topic of weighed.topics) if (!told.topics.has(topic)) news += weights.get(topic) ?? 0;
  const matter = LEAD / (1 + position / 2) + news + (follows ? GOING_ON : 0);
  if (rank * matter <= atLeast) return 0;
  if (follows || (position === 0 && !isBehindLost) || !weighed.leaning) return weighed.quality * matter;
  return weighed.quality * (isBehindLost ? BEREFT : ALONE) * matter;
}

/** Whether it is a text's first sentence, states or asks something, and the second one is told. */
function opens({ candidate: { text, block, position } }: Weighed, told: Told): boolean {
  if (position !== 0 || !told.positions.has(1)) return false;
  // A question by itself is the heading of a part of the text.
  return STATING.test(text.slice(-END)) || (block !== text && ASKING.test(text.slice(-END)));
}

/** The first lines as they stand, as many as fit: those of a list, a verse, or what a picture shows. */
function inLines({ reading, language }: Telling, repeats: TextTest): string {
  let summary = '';
  for (const line of linesOf(reading, language)) {
    if (repeats(line)) continue;
    const longer = summary === '' ? line : summary + spaceAfter(summary) + line;
    if (longer.length > LIMIT) return summary || beginningOf(line);
    summary = longer;
  }
  return summary;
}

/** The beginning of a line that is too long, up to the end of a clause or else of a word. */
function beginningOf(line: string): string {
  const head = line
    .slice(0, LIMIT - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  const clause = [...head.matchAll(CLAUSE)].at(-1)?.index ?? 0;
  const end = [clause, head.lastIndexOf(' ')].find((at) => at > LIMIT / 2) ?? head.length;
  return `${head.slice(0, end).trimEnd()}…`;
}

function isTelling({ text, block }: Candidate, language: string | null, repeats: TextTest): boolean {
  if (furnitureOf(text, language) !== null || repeats(text)) return false;
  // A sentence beside a picture's credit is its caption.
  return block === text || block.length > LIMIT || !isCredited(block, language);
}

type TextTest = (text: string) => boolean;

/** Whether a text says no more than the title, which is taken apart once, when a text is first about as short. */
function repeating(title: string): TextTest {
  let plain: string | null = null;
  let known: ReadonlySet<string> | null = null;
  return (text) => {
    if (text.length > 1.3 * title.length + 4) return false;
    plain ??= letters(title);
    if (text.length >= plain.length && letters(text) === plain) return true;
    const titleTerms = known ?? termsOf(title, null);
    known = titleTerms;
    const terms = termsOf(text, null);
    return terms.size > 1 && [...terms].every((term) => titleTerms.has(term));
  };
}
