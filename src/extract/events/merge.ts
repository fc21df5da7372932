import type { Event, EventSource, EventStatus, Instant } from '../../model.ts';
import { DAYS_PER_WEEK, dayOf, hasTime } from './calendar-date.ts';
import type { Identity } from './identity.ts';
import { identify, isSameIdentity, isSameOccasion, stableId } from './identity.ts';

/** An event as one entry announced it. */
export interface EventSighting {
  readonly event: Event;
  readonly entryId: number;
  readonly firstSeen: Instant;
  /** When the entry was published. */
  readonly published: Instant;
  /** When an edit of the entry was last seen, if ever: what it tells now, it told otherwise before. */
  readonly changed?: Instant | null;
}

/** An event once, with every entry that announces it. */
export interface MergedEvent {
  readonly event: Event;
  /** Ascending. */
  readonly entryIds: readonly number[];
  /** The same in every run and wherever the event moves to: for calendars' UIDs. */
  readonly id: string;
}

/** The sources by how much they are believed, the best first. */
const RANK: readonly EventSource[] = ['ical', 'schema.org', 'rss-event', 'h-event', 'time', 'prose'];

const MS_PER_DAY = 86_400_000;

/** Sightings of one event, in the order seen, and what it is known by. */
interface Cluster {
  readonly sightings: EventSighting[];
  readonly identities: Identity[];
}

/**
 * One event out of all that announce it: those of one UID, and those of one day whose names and places agree. The best
 * source, and of equal ones the first, tells the event and the others fill in what it leaves out. One that is announced
 * again for another day moves there; one that was last said to be cancelled is kept with that status. Soonest first.
 */
export function mergeEvents(sightings: readonly EventSighting[]): MergedEvent[] {
  const index = new ClusterIndex();
  for (const sighting of sightings.toSorted(bySeen)) index.add(sighting);
  return index.clusters.flatMap(mergeCluster).sort((a, b) => soonestFirst(a.event, b.event));
}

/** Orders events by when they begin. */
export function soonestFirst(a: Event, b: Event): number {
  return compare(a.startDate, b.startDate);
}

function bySeen(a: EventSighting, b: EventSighting): number {
  return seenAt(a) - seenAt(b) || byDate(a, b);
}

/** Since when it is told so: an item of a calendar that was edited is news; a post may have been mended anywhere. */
function seenAt({ event, firstSeen, changed }: EventSighting): Instant {
  return event.source === 'prose' ? firstSeen : (changed ?? firstSeen);
}

/** By what the feeds themselves say, so that a new state orders them as the old one did. */
function byDate(a: EventSighting, b: EventSighting): number {
  return (
    a.published - b.published ||
    compare(a.event.startDate, b.event.startDate) ||
    compare(a.event.name, b.event.name) ||
    a.entryId - b.entryId
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Looks for a sighting's cluster only among those that share a UID, a name, or a day and a telling word with it. */
class ClusterIndex {
  readonly clusters: Cluster[] = [];
  readonly #byKey = new Map<string, Set<Cluster>>();

  add(sighting: EventSighting): void {
    const identity = identify(sighting.event);
    const cluster = this.#find(sighting, identity) ?? this.#open();
    cluster.sightings.push(sighting);
    if (!cluster.identities.some((known) => isSameIdentity(known, identity))) cluster.identities.push(identity);
    for (const key of keysOf(sighting.event, identity)) this.#file(key, cluster);
  }

  #find(sighting: EventSighting, identity: Identity): Cluster | undefined {
    const { uid } = sighting.event;
    for (const key of keysOf(sighting.event, identity)) {
      for (const cluster of this.#byKey.get(key) ?? []) {
        if (key === uidKey(uid) || isAnnouncedBy(cluster, identity) || hasMoved(cluster, sighting)) return cluster;
      }
    }
    return undefined;
  }

  #open(): Cluster {
    const cluster: Cluster = { sightings: [], identities: [] };
    this.clusters.push(cluster);
    return cluster;
  }

  #file(key: string, cluster: Cluster): void {
    const filed = this.#byKey.get(key);
    if (filed) filed.add(cluster);
    else this.#byKey.set(key, new Set([cluster]));
  }
}

function keysOf({ uid }: Event, identity: Identity): string[] {
  return [
    ...(uid === undefined ? [] : [uidKey(uid)]),
    `name ${identity.nameKey}`,
    ...[...identity.telling].map((word) => `day ${identity.day} ${word}`),
  ];
}

function uidKey(uid: string | undefined): string {
  return `uid ${uid}`;
}

function isAnnouncedBy({ identities }: Cluster, identity: Identity): boolean {
  return identities.some((known) => known.day === identity.day && isSameOccasion(known, identity));
}

/**
 * Whether a later sighting is the cluster's event on a new day: of the same name, seen before the old day was over, and
 * said to be rescheduled, edited where it is no other item of the same calendar, or at the same address. Whole weeks
 * later at the same address is the next of a series.
 */
function hasMoved({ sightings }: Cluster, sighting: EventSighting): boolean {
  const { event } = sighting;
  const { nameKey } = identify(event);
  const last = sightings.findLast((known) => identify(known.event).nameKey === nameKey);
  if (last === undefined || seenAt(last) >= seenAt(sighting)) return false;
  const [oldDay, newDay] = [last.event, event].map(({ startDate }) => Date.parse(dayOf(startDate)));
  if (oldDay === undefined || newDay === undefined || oldDay + MS_PER_DAY < seenAt(sighting)) return false;
  const isNextOfSeries = ((newDay - oldDay) / MS_PER_DAY) % DAYS_PER_WEEK === 0;
  const isEdited = seenAt(sighting) > sighting.firstSeen && sightings.every((known) => known.event.uid === undefined);
  const isAtSameAddress = event.url !== undefined && event.url === last.event.url;
  return event.status === 'rescheduled' || isEdited || (isAtSameAddress && !isNextOfSeries);
}

function mergeCluster({ sightings }: Cluster): MergedEvent[] {
  const [first] = sightings.toSorted(byDate);
  const last = sightings.findLast(({ event }) => event.source !== 'prose') ?? sightings.at(-1);
  if (first === undefined || last === undefined) return [];
  const day = dayOf(last.event.startDate);
  const [best = last.event, ...others] = sightings
    .map(({ event }) => event)
    .filter((event) => dayOf(event.startDate) === day)
    .sort((a, b) => RANK.indexOf(a.source) - RANK.indexOf(b.source));
  const entryIds = [...new Set(sightings.map(({ entryId }) => entryId))].sort((a, b) => a - b);
  return [{ event: fillIn(best, others, last.event.status), entryIds, id: stableId(first.event) }];
}

/** The best-told event, with what it leaves out taken from the next that says it, and the status last given. */
function fillIn(best: Event, others: readonly Event[], status: EventStatus | undefined): Event {
  const said = [best, ...others];
  const endDate = said.find((event) => event.endDate !== undefined)?.endDate;
  const location = said.find((event) => event.location !== undefined)?.location;
  const url = said.find((event) => event.url !== undefined)?.url;
  const uid = said.find((event) => event.uid !== undefined)?.uid;
  const startDate = hasTime(best.startDate)
    ? best.startDate
    : (said.find((event) => hasTime(event.startDate)) ?? best).startDate;
  return {
    name: best.name,
    startDate,
    ...(endDate !== undefined && { endDate }),
    ...(location !== undefined && { location }),
    ...(url !== undefined && { url }),
    source: best.source,
    confidence: Math.max(...said.map(({ confidence }) => confidence)),
    ...(status !== undefined && { status }),
    ...(uid !== undefined && { uid }),
  };
}
