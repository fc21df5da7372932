import type { Evidence } from '../extract/duplicates/telling.ts';
import { unwantedBecause } from './filter.ts';
import type { Candidate, Choice, Decision, PastEntry, SelectOptions } from './selection.ts';

/** Candidates by their ids, ascending. */
export type Held = ReadonlyMap<number, Candidate>;

/** A rule that settles a candidate by itself: the place it gives and why, or null where it does not apply. */
type Rule = (candidate: Candidate, options: SelectOptions) => Pick<Decision, 'place' | 'reasons'> | null;

/** The first that applies decides. The filter comes first: what a source's list leaves out is not to be seen anywhere. */
const RULES: readonly Rule[] = [isUnwanted, isBacklog, isEventAlone];

/** What earlier editions came to and its source gives again under another address, as it does with all when a site moves. */
export function settleMoved(open: Held, { past }: SelectOptions): Decision[] {
  const before = new Map(past.map((entry) => [unmovedBy(entry), entry]));
  return [...open.values()].flatMap((candidate) => {
    const earlier = before.get(unmovedBy(candidate.entry));
    if (earlier === undefined || candidate.entry.title === '' || candidate.entry.summary === '') return [];
    const when = earlier.edition ? `was in ${earlier.edition}` : 'was too old for an edition';
    const reason = `it is "${earlier.title}", which ${when}, under another address: of one source, title, day and text`;
    return [decide(candidate, 'left out', null, [reason])];
  });
}

/** What of a post stays as it is when its site gives it another address. */
function unmovedBy({ sourceUrl, title, published, summary }: PastEntry): string {
  return JSON.stringify([sourceUrl, title, new Date(published).toISOString().slice(0, 10), summary]);
}

/** What a telling is known by that says nothing of the story itself. */
const LINK_ALONE: Evidence['reason'] = 'a link to it';

/** What can be decided of an entry without looking at others. */
export function settleAlone(held: Held, options: SelectOptions): Decision[] {
  return [...held.values()].flatMap((candidate) => {
    const found = RULES.map((rule) => rule(candidate, options)).find((settled) => settled !== null);
    return found === undefined ? [] : [decide(candidate, found.place, null, found.reasons)];
  });
}

/**
 * The entries whose story an earlier edition told, or another candidate tells: its original, else the first copy. An
 * edition that only had a link to the original has not told it.
 */
export function settleCopies(open: Held, { stories, past }: SelectOptions): Decision[] {
  const before = new Map(past.filter(({ edition }) => edition).map((entry) => [entry.id, entry]));
  return stories.flatMap(({ original, copies, reasons }) => {
    const members = [original, ...copies];
    const isTelling = (id: number) => id === original || !open.has(original) || reasons.get(id) !== LINK_ALONE;
    const earlier = members.filter(isTelling).flatMap((id) => before.get(id) ?? [])[0];
    const [first, ...others] = members.flatMap((id) => open.get(id) ?? []);
    if (first === undefined) return [];
    const why = ({ entry }: Candidate, other: string) => [
      `it tells the same story as ${other}, known by ${reasons.get(entry.id)}`,
    ];
    if (earlier === undefined) {
      const shown = `"${first.entry.title}" of ${first.source.name}`;
      return others.map((copy) => decide(copy, 'copy', first.entry.id, why(copy, shown)));
    }
    const told = `"${earlier.title}", which was in ${earlier.edition}`;
    return [first, ...others].map((copy) => decide(copy, 'left out', null, why(copy, told)));
  });
}

/** Series told under their first part, by its id, and what becomes of the other parts. */
export interface Gathered {
  readonly series: ReadonlyMap<number, NonNullable<Choice['series']>>;
  readonly parts: readonly Decision[];
}

/**
 * Brings together the open parts of each series that has two of them, or one that goes on: from an earlier edition, or
 * from before the site began.
 */
export function gatherSeries(open: Held, held: Held, options: SelectOptions): Gathered {
  const series = new Map<number, NonNullable<Choice['series']>>();
  const parts: Decision[] = [];
  const taken = new Set<number>();
  const isEarlier = (id: number) => {
    const candidate = held.get(id);
    return candidate !== undefined && isBacklog(candidate, options) !== null;
  };
  for (const told of options.series) {
    const here = told.parts.flatMap((id) => (taken.has(id) ? [] : (open.get(id) ?? [])));
    const [first, ...others] = here;
    const continued = !told.periodical && (told.continued || told.parts.some(isEarlier));
    if (first === undefined || (others.length === 0 && !continued)) continue;
    for (const { entry } of here) taken.add(entry.id);
    // By the title of a part that another edition had, nobody would know a series that has no name.
    const title = told.named ? told.title : first.entry.title;
    series.set(first.entry.id, { title, parts: here, continued, reason: told.reason });
    const why = `it is part of the series "${title}" (${told.reason}), told under "${first.entry.title}"`;
    parts.push(...others.map((part) => decide(part, 'part', first.entry.id, [why])));
  }
  return { series, parts };
}

function isUnwanted({ entry, source }: Candidate): ReturnType<Rule> {
  const reason = unwantedBecause(entry, source);
  return reason === null ? null : { place: 'left out', reasons: [reason] };
}

function isBacklog({ entry, initial }: Candidate, { period }: SelectOptions): ReturnType<Rule> {
  if (!initial || entry.published >= period.from) return null;
  const day = new Date(entry.published).toISOString().slice(0, 10);
  return {
    place: 'left out',
    reasons: [`it came with its source's first poll, and is dated ${day}, before the edition's period`],
  };
}

/** An item of a calendar, an entry that carries its event beside its text, or a post that says nothing else. */
function isEventAlone({ entry, source }: Candidate, { announcing }: SelectOptions): ReturnType<Rule> {
  const [event] = entry.events;
  const carried = entry.events.some(({ source: how }) => how === 'ical' || how === 'rss-event');
  const said = announcing.has(entry.id);
  if (event === undefined || !(carried || said || source.kind === 'events')) return null;
  const shown = `it only announces the event "${event.name}", and is shown with it while that is ahead`;
  const why = 'its text is short, is titled like the event, tells its day at once and hardly anything else';
  return { place: 'event', reasons: said ? [shown, why] : [shown] };
}

function decide(
  { entry }: Candidate,
  place: Decision['place'],
  under: number | null,
  reasons: readonly string[],
): Decision {
  return { id: entry.id, title: entry.title, place, under, reasons };
}
