import type { Kysely } from 'kysely';
import type { Instant } from '../model.ts';
import type { Schema } from './schema.ts';

/** What the calendar last said of an event. */
export interface CalendarRevision {
  readonly uid: string;
  readonly fingerprint: string;
  readonly sequence: number;
  readonly stamped: Instant;
}

/** What was published of events, so that their SEQUENCE rises with a change and with nothing else. */
export interface CalendarQueries {
  /** The revisions of these events, as far as they were ever published, in no order. */
  known(uids: readonly string[]): Promise<CalendarRevision[]>;
  keep(revisions: readonly CalendarRevision[]): Promise<void>;
}

/** How many events one statement names. */
const EVENTS_A_STATEMENT = 500;

export function calendarQueries(db: Kysely<Schema>): CalendarQueries {
  return {
    async known(uids) {
      const found: CalendarRevision[] = [];
      for (const some of chunks(uids)) {
        found.push(...(await db.selectFrom('calendar').selectAll().where('uid', 'in', some).execute()));
      }
      return found;
    },
    async keep(revisions) {
      for (const some of chunks(revisions)) {
        await db
          .insertInto('calendar')
          .values([...some])
          .onConflict((conflict) =>
            conflict.column('uid').doUpdateSet((row) => ({
              fingerprint: row.ref('excluded.fingerprint'),
              sequence: row.ref('excluded.sequence'),
              stamped: row.ref('excluded.stamped'),
            })),
          )
          .execute();
      }
    },
  };
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += EVENTS_A_STATEMENT) {
    yield items.slice(start, start + EVENTS_A_STATEMENT);
  }
}
