import type { Event, Instant } from '../../../model.ts';
import type { Block } from '../../reading.ts';
import { SURE } from '../announced.ts';
import { type Day, dateOf, inZone } from '../calendar-date.ts';
import { apart, type Judged } from './apart.ts';
import type { Candidate } from './candidates.ts';
import { candidatesIn } from './candidates.ts';
import { writingOf } from './days.ts';
import { signReader } from './features.ts';
import { confidenceOf, evidenceOf } from './judge.ts';
import type { EventLanguage } from './language.ts';
import { eventLanguage } from './languages/index.ts';
import { nameOf } from './name.ts';
import { readLines, readPassages } from './passages.ts';
import { placeOf } from './place.ts';
import { statusOf } from './status.ts';
import { timeOf } from './time-of.ts';

/** What prose is read with. */
export interface ProseContext {
  readonly title: string;
  readonly url: string | null;
  readonly published: Instant;
  readonly timezone: string;
  readonly language: string | null;
}

/** Below this an event is not worth showing even to one who asks for all. */
export const LEAST_CONFIDENCE = 0.125;

/** Words alone make nothing certain. */
const MOST_CONFIDENCE = 0.99;

/** The mentions of one day, or of one event of that day, best first, and how likely it is an event's. */
interface NamedDay {
  readonly day: Day;
  readonly candidates: readonly Candidate[];
  readonly confidence: number;
  /** Whether another event of that day is told apart from it. */
  readonly isOneOfDay: boolean;
}

/** The events that an entry's text announces, soonest first, each with how likely it is one. */
export function proseEvents(blocks: readonly Block[], context: ProseContext): Event[] {
  const language = eventLanguage(context.language);
  if (language === null) return [];
  const lines = readLines(context.title, blocks, language);
  if (lines.every(({ hint }) => hint === null)) return [];
  const writing = writingOf(context.published, context.timezone, language);
  const { today } = writing;
  const candidates = candidatesIn(readPassages(lines, writing)).filter(
    ({ mention }) => (mention.lastDay ?? mention.day) >= today,
  );
  const days = withoutSessions(judgeDays(candidates, language, today));
  return days.map((day) => eventOf(day, days.length === 1, language, context));
}

function judgeDays(candidates: readonly Candidate[], language: EventLanguage, today: Day): NamedDay[] {
  const signsOf = signReader(language, today);
  const judged = candidates.map((candidate) => ({ candidate, evidence: evidenceOf(signsOf(candidate)) }));
  return [...Map.groupBy(judged, ({ candidate }) => candidate.mention.day).values()]
    .flatMap((mentions) => eventsOfDay(mentions, language))
    .sort((a, b) => a.day - b.day);
}

/** The day once, or for each event that is told apart and likely enough by itself. */
function eventsOfDay(mentions: readonly Judged[], language: EventLanguage): NamedDay[] {
  const parts = apart(mentions, language).flatMap((part) => dayOf(part, true));
  const areTold = parts.length > 1 && parts.every(({ confidence }) => confidence >= SURE);
  return areTold ? parts : dayOf(mentions, false).filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
}

function dayOf(mentions: readonly Judged[], isOneOfDay: boolean): NamedDay[] {
  const [best, ...others] = mentions.toSorted((a, b) => b.evidence - a.evidence);
  if (best === undefined) return [];
  return [
    {
      day: best.candidate.mention.day,
      candidates: [best, ...others].map(({ candidate }) => candidate),
      confidence: confidenceOf(mentions.map(({ evidence }) => evidence)),
      isOneOfDay,
    },
  ];
}

/** Days inside an event of several days are its sessions; days that a list named one by one stay where they tell a time. */
function withoutSessions(days: readonly NamedDay[]): NamedDay[] {
  const spans = days.flatMap(({ day, candidates }) => {
    const { lastDay, isList } = spanOf(candidates) ?? { lastDay: null, isList: false };
    return lastDay === null ? [] : [{ day, lastDay, isList }];
  });
  return days.filter(
    ({ day, candidates }) =>
      !spans.some(
        (span) =>
          day > span.day &&
          day <= span.lastDay &&
          !(span.isList && candidates.some(({ passage }) => passage.times.length > 0)),
      ),
  );
}

function spanOf(candidates: readonly Candidate[]): Candidate['mention'] | undefined {
  return candidates.find(({ mention }) => mention.lastDay !== null)?.mention;
}

function eventOf(
  { day, candidates, confidence, isOneOfDay }: NamedDay,
  isOnly: boolean,
  language: EventLanguage,
  context: ProseContext,
): Event {
  const time = firstOf(candidates, timeOf);
  const lastDay = spanOf(candidates)?.lastDay;
  const location = firstOf(candidates, (candidate) => placeOf(candidate, language));
  const status = firstOf(candidates, (candidate) => statusOf(candidate, language));
  return {
    name: nameOf(candidates, { isOnly, title: isOneOfDay ? '' : context.title, location }, language),
    startDate: time === undefined ? dateOf(day) : inZone(day, time, time.zone ?? context.timezone),
    ...(typeof lastDay === 'number' && { endDate: dateOf(lastDay) }),
    ...(location !== undefined && { location }),
    ...(context.url !== null && { url: context.url }),
    source: 'prose',
    confidence: Math.min(Math.round(confidence * 100) / 100, MOST_CONFIDENCE),
    ...(status !== undefined && { status }),
  };
}

/** What the first that tells it tells; the others are not asked. */
function firstOf<T>(candidates: readonly Candidate[], tell: (candidate: Candidate) => T | null): T | undefined {
  for (const candidate of candidates) {
    const told = tell(candidate);
    if (told !== null) return told;
  }
  return undefined;
}
