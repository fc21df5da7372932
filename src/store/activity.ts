import { type Kysely, sql } from 'kysely';
import type { Duration, Instant } from '../model.ts';
import type { Schema } from './schema.ts';

/** What happened lately, in numbers. */
export interface ActivityQueries {
  /**
   * How many entries each source brought in each stretch of `step` from `from` on, the first stretch first, by the
   * source's address; what came with its first poll is not counted.
   */
  newEntries(from: Instant, step: Duration, steps: number): Promise<ReadonlyMap<string, readonly number[]>>;
  /** How many sources were polled at `from` or later, how many of these failed, and how many entries came since. */
  polledSince(from: Instant): Promise<{ readonly polled: number; readonly failed: number; readonly entries: number }>;
  /** How many addresses were suppressed at `from` or later. */
  suppressedSince(from: Instant): Promise<number>;
}

export function activityQueries(db: Kysely<Schema>): ActivityQueries {
  return {
    async newEntries(from, step, steps) {
      const stretch = sql<number | string>`(entries.first_seen - ${sql.lit(from)}) / ${sql.lit(step)}`;
      const rows = await db
        .selectFrom('entries')
        .innerJoin('sources', 'sources.id', 'entries.source_id')
        .select(({ fn }) => ['sources.url', stretch.as('stretch'), fn.countAll<number | string>().as('count')])
        .where('entries.first_seen', '>=', from)
        .where('entries.initial', '=', 0)
        .groupBy(['sources.url', stretch])
        .execute();
      const counts = new Map<string, number[]>();
      for (const { url, stretch, count } of rows) {
        const own = counts.get(url) ?? new Array<number>(steps).fill(0);
        if (Number(stretch) < steps) own[Number(stretch)] = Number(count);
        counts.set(url, own);
      }
      return counts;
    },
    async polledSince(from) {
      const sources = await db
        .selectFrom('sources')
        .select(({ fn }) => [
          fn.countAll<number | string>().as('polled'),
          fn.countAll<number | string>().filterWhere('failures', '>', 0).as('failed'),
        ])
        .where('last_polled', '>=', from)
        .executeTakeFirstOrThrow();
      const { entries } = await db
        .selectFrom('entries')
        .select(({ fn }) => fn.countAll<number | string>().as('entries'))
        .where('first_seen', '>=', from)
        .executeTakeFirstOrThrow();
      return { polled: Number(sources.polled), failed: Number(sources.failed), entries: Number(entries) };
    },
    async suppressedSince(from) {
      const { count } = await db
        .selectFrom('subscribers')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('state', '=', 'suppressed')
        .where('since', '>=', from)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
