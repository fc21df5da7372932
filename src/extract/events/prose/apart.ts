import type { Candidate } from './candidates.ts';
import { anyOf, fold, wordPattern } from './fold.ts';
import type { EventLanguage } from './language.ts';
import type { Passage } from './passages.ts';
import { perLanguage } from './per-language.ts';
import { timeOf } from './time-of.ts';
import type { TimeMention } from './times.ts';

/** A mention of a day, with the log-odds that it announces an event. */
export interface Judged {
  readonly candidate: Candidate;
  readonly evidence: number;
}

/** What begins sooner after the other is a part of it: doors, a welcome, the first talk. */
const LEAST_MINUTES_BETWEEN = 90;

/** How many events of one day a text may tell apart; more are a programme. */
const MOST_A_DAY = 4;

const occasionOf = perLanguage(({ cues }) => wordPattern(cues.occasion));
const calendarWords = perLanguage(({ months, weekdays }) => wordPattern([...months.flat(), ...weekdays.flat()], 'g'));
const leadingOn = perLanguage(({ and, at, times }) => {
  return new RegExp(`(?:[\\s,;:.(|-]+(?:(?:${anyOf([...and, ...at, ...times.before])})(?=[\\s,;:.(|-]|$))?)+$`);
});

/**
 * The mentions of one day by the events they speak of: those of another hour, told in words of their own, are of another
 * event. Where something spans the day, or is named without an hour, all else is a part of it.
 */
export function apart(mentions: readonly Judged[], language: EventLanguage): (readonly Judged[])[] {
  const [only] = mentions;
  const own = mentions.length === 1 && only ? partsOf(only, language) : mentions;
  const timed = own.filter(({ candidate }) => candidate.passage.times.length > 0);
  const groups = [...Map.groupBy(timed, ({ candidate }) => minuteOf(timeOf(candidate))).entries()].sort(
    ([a], [b]) => a - b,
  );
  // Most days have one hour or none: what tells whether several are of several events need not be asked of them.
  if (groups.length < 2 || groups.length > MOST_A_DAY) return [mentions];
  const isPartOfWhole = own.some((mention) => !timed.includes(mention) && namesWhole(mention.candidate, language));
  if (isPartOfWhole || own.some(({ candidate }) => candidate.mention.lastDay !== null)) return [mentions];
  const parted = groups.map(([, group]) => group);
  const isFarApart = groups.every(([minute], i) => minute - (groups[i - 1]?.[0] ?? -Infinity) >= LEAST_MINUTES_BETWEEN);
  return isFarApart && differ(parted, language) ? parted : [mentions];
}

function minuteOf(time: TimeMention | null): number {
  return time === null ? 0 : 60 * time.hour + time.minute;
}

/** A heading or title that names a kind of event is about all that stands below it. */
function namesWhole({ passage }: Candidate, language: EventLanguage): boolean {
  return occasionOf(language).test(passage.folded);
}

/** Whether no two have more than half of their words in common. */
function differ(groups: readonly (readonly Judged[])[], language: EventLanguage): boolean {
  const told = groups.map((group) =>
    wordsOf(group.map(({ candidate }) => candidate.passage.folded).join(' '), language),
  );
  return told.every((words, i) => words.size > 0 && told.slice(0, i).every((others) => shareOf(words, others) <= 0.5));
}

function wordsOf(folded: string, language: EventLanguage): Set<string> {
  return new Set(folded.replace(calendarWords(language), ' ').match(/[a-z]{4,}/g));
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((word) => b.has(word)).length / Math.min(a.size, b.size);
}

/** "Saturday, 14 June: 10am guided tour, 8pm concert at the Old Mill": each hour with what follows it, as a line of its own. */
function partsOf(judged: Judged, language: EventLanguage): Judged[] {
  const { passage, mention } = judged.candidate;
  const times = passage.times.filter(({ from }) => from >= mention.to);
  const [first] = times;
  if (first === undefined || times.length < 2 || times.length !== passage.times.length) return [judged];
  if (occasionOf(language).test(passage.folded.slice(0, first.from)) || namesTitle(judged.candidate, language))
    return [judged];
  const parts = times.map((time, i) => partOf(judged, time, times[i + 1]?.from ?? passage.text.length, language));
  const isNamed = parts.some(({ candidate }) => occasionOf(language).test(candidate.passage.folded));
  return isNamed && passage.days.length === 1 ? parts : [judged];
}

function namesTitle({ near }: Candidate, language: EventLanguage): boolean {
  return near.some(({ role, folded }) => role === 'title' && occasionOf(language).test(folded));
}

/** "Concert at the Old Mill, Saturday, 14 June, 8pm": as a list would have it. */
function partOf({ candidate, evidence }: Judged, time: TimeMention, end: number, language: EventLanguage): Judged {
  const { passage, mention, near } = candidate;
  const name = nameIn(passage.text.slice(time.to, end), language);
  const day = passage.text.slice(mention.from, mention.to);
  const text = `${name}, ${day}, ${passage.text.slice(time.from, time.to)}`;
  const [from, to] = [name.length + 2, name.length + 2 + day.length];
  const told: Passage = {
    ...passage,
    role: 'item',
    text,
    folded: fold(text),
    days: [{ ...mention, from, to }],
    times: [{ ...time, from: to + 2, to: text.length }],
  };
  const titleAndPart = [...near.filter(({ role }) => role === 'title'), told];
  const part: Candidate = {
    ...candidate,
    mention: { ...mention, from, to },
    passage: told,
    before: fold(name),
    after: '',
    near: titleAndPart,
    around: () => titleAndPart,
  };
  return { evidence, candidate: part };
}

/** What stands between two hours, without the colon behind the first and the "and at" before the second. */
function nameIn(between: string, language: EventLanguage): string {
  const plain = between.replace(/^[\s,:;.)–-]+/, '');
  const end = leadingOn(language).exec(fold(plain))?.index ?? plain.length;
  return plain.slice(0, end).replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}
