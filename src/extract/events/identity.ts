import { createHash } from 'node:crypto';
import type { Event } from '../../model.ts';
import { dayOf } from './calendar-date.ts';

/** Words that many events' names share, and so tell none from another. */
const COMMON = new Set(
  (
    'the a an of in at on for and to with our next first annual monthly weekly online live new le la les l de des du d et en au aux à ' +
    'un une der die das den dem und im am zum zur für von el los las del y una il lo gli e di da per het een op van o os da do ' +
    'meetup meeting event conference conférence konferenz conferencia conferenza workshop atelier taller talk talks vortrag ' +
    'free gratuit gratuite gratuits gratis kostenlos kostenlose kostenloser gratuito gratuita this week semaine woche semana ' +
    'hackathon summit user group community day days night party session call treffen rencontre rencontres réunion veranstaltung'
  ).split(' '),
);

/** "Rust Berlin" and "Go Berlin" share half of their words. */
const SHARE_OF_NAME = 0.5;

/** What tells an event from others of its day. */
export interface Identity {
  readonly day: string;
  /** The name's words in lower case, sorted, each once: equal for names that differ in case, order and punctuation. */
  readonly nameKey: string;
  /** The words that make the name its own, those of the place left out; all of them where it has only common ones. */
  readonly telling: ReadonlySet<string>;
  readonly place: ReadonlySet<string>;
}

/** What an event is known by: its day, the words of its name and of its place. */
export function identify(event: Event): Identity {
  const words = wordsOf(event.name);
  const place = new Set(wordsOf(event.location ?? '').filter((word) => !COMMON.has(word)));
  const own = words.filter((word) => !COMMON.has(word));
  const telling = own.some((word) => !place.has(word)) ? own.filter((word) => !place.has(word)) : own;
  return {
    day: dayOf(event.startDate),
    nameKey: [...new Set(words)].sort().join(' '),
    telling: new Set(telling.length > 0 ? telling : words),
    place,
  };
}

/**
 * Whether two events of one day are one event under two names: more than half of the telling words of one are the
 * other's too, and the places said, where both say one, have a word in common.
 */
export function isSameOccasion(a: Identity, b: Identity): boolean {
  const elsewhere = a.place.size > 0 && b.place.size > 0 && shared(a.place, b.place) === 0;
  if (elsewhere) return false;
  const smaller = Math.min(a.telling.size, b.telling.size);
  return smaller > 0 && shared(a.telling, b.telling) / smaller > SHARE_OF_NAME;
}

/** Whether nothing tells them apart. */
export function isSameIdentity(a: Identity, b: Identity): boolean {
  const size = a.place.size;
  return a.day === b.day && a.nameKey === b.nameKey && size === b.place.size && shared(a.place, b.place) === size;
}

/** A name for an event that every run gives again, as for a calendar's UID: 32 hexadecimal digits. */
export function stableId(event: Event): string {
  const { day, nameKey, place } = identify(event);
  const identity = event.uid === undefined ? `${day}\n${nameKey}\n${[...place].sort().join(' ')}` : `uid\n${event.uid}`;
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const word of a) if (b.has(word)) count += 1;
  return count;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}
