import type { Entry, Event } from '../../model.ts';
import { openDocument } from '../document.ts';
import { readDocument } from '../reading.ts';
import { announced, SURE } from './announced.ts';
import { dateOf, dayOf } from './calendar-date.ts';
import { identify, isSameOccasion } from './identity.ts';
import { writingOf } from './prose/days.ts';
import { wordPattern } from './prose/fold.ts';
import type { EventLanguage } from './prose/language.ts';
import { eventLanguage } from './prose/languages/index.ts';
import type { Passage } from './prose/passages.ts';
import { readLines, readPassages } from './prose/passages.ts';
import { perLanguage } from './prose/per-language.ts';

/** What of an entry tells, without its text, whether it may announce an event and nothing else. */
export type Announcing = Pick<
  Entry,
  'title' | 'words' | 'language' | 'published' | 'events' | 'attachments' | 'truncated'
>;

/** What is longer has more to say than who, what, when and where. */
const MOST_WORDS = 120;

/** In the title or in so many sentences an announcement has told its day; an essay's invitation stands at its end. */
const LEAD = 3;

/** Of an announcement no more than this is about something else: "Tickets were sold out last year" is said in passing. */
const MOST_OF_OTHERS = 0.25;

/** The one event of an entry that is short, whole and nothing but a text; null where it has none, or several. */
export function loneEvent({ words, events, attachments, truncated }: Omit<Announcing, 'title'>): Event | null {
  const [event, ...others] = announced(events).filter(({ confidence }) => confidence >= SURE);
  if (event === undefined || others.length > 0) return null;
  return words <= MOST_WORDS && attachments.length === 0 && !truncated ? event : null;
}

/**
 * Whether a post announces its one event and tells of nothing else: it is short, its title is about the event, its day
 * is told at once, and hardly a word reports what was or what comes out. `contentHtml` is the entry's; days without a
 * zone are of `timezone`. In doubt it is a post.
 */
export function onlyAnnounces(entry: Announcing, contentHtml: string, timezone: string): boolean {
  const event = loneEvent(entry);
  const language = eventLanguage(entry.language);
  if (event === null || language === null) return false;
  const { blocks } = readDocument(openDocument(contentHtml, null));
  const lines = readLines(entry.title, blocks, language);
  const passages = readPassages(lines, writingOf(entry.published, timezone, language)).around();
  const day = dayOf(event.startDate);
  const tellsDay = ({ days }: Passage) => days.some((mention) => dateOf(mention.day) === day);
  const title = passages.filter(({ role }) => role === 'title');
  const body = passages.filter(({ role }) => role !== 'title');
  const isNamed = title.some(tellsDay) || isAbout(entry.title, event);
  const isToldAtOnce = title.some(tellsDay) || body.slice(0, LEAD).some(tellsDay);
  return isNamed && isToldAtOnce && shareOfOthers(body, language) <= MOST_OF_OTHERS;
}

function isAbout(title: string, event: Event): boolean {
  return isSameOccasion(identify(event), identify({ ...event, name: title }));
}

const otherMatter = perLanguage(({ cues }) => wordPattern([...cues.past, ...cues.release]));

/** How much of a text is in sentences that name no day ahead and report what has been or what comes out. */
function shareOfOthers(body: readonly Passage[], language: EventLanguage): number {
  const others = body.filter(({ days, folded }) => days.length === 0 && otherMatter(language).test(folded));
  return lengthOf(others) / Math.max(1, lengthOf(body));
}

function lengthOf(passages: readonly Passage[]): number {
  return passages.reduce((sum, { text }) => sum + text.length, 0);
}
