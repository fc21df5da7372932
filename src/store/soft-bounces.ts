import type { Kysely } from 'kysely';
import type { Instant } from '../model.ts';
import type { Schema } from './schema.ts';

/** Counts a soft bounce as `SubscriberQueries.noteSoftBounce` says. */
export async function noteSoftBounce(
  db: Kysely<Schema>,
  { key, edition, now, since }: { key: string; edition: string; now: Instant; since: Instant },
): Promise<number> {
  await db
    .insertInto('soft_bounces')
    .values({ email_key: key, edition, at: now })
    .onConflict((conflict) => conflict.columns(['email_key', 'edition']).doNothing())
    .execute();
  const bounced = await db
    .selectFrom('soft_bounces')
    .leftJoin('editions', 'editions.name', 'soft_bounces.edition')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('email_key', '=', key)
    .where('at', '>', since)
    .where(({ fn, val }) => fn.coalesce('editions.begun_at', val(now)), '>', await lastSuccess(db, key))
    .executeTakeFirstOrThrow();
  return Number(bounced.count);
}

/** When the last edition began that surely came to the address; 0: none did. The latest may still bounce. */
async function lastSuccess(db: Kysely<Schema>, key: string): Promise<Instant> {
  const deliveries = await db
    .selectFrom('deliveries')
    .innerJoin('editions', 'editions.name', 'deliveries.edition')
    .leftJoin('soft_bounces', (bounce) =>
      bounce
        .onRef('soft_bounces.edition', '=', 'deliveries.edition')
        .onRef('soft_bounces.email_key', '=', 'deliveries.email_key'),
    )
    .select(['deliveries.state', 'editions.begun_at', 'soft_bounces.at'])
    .where('deliveries.email_key', '=', key)
    .orderBy('editions.begun_at', 'desc')
    .execute();
  const success = deliveries.slice(1).find(({ state, at }) => state === 'sent' && at === null);
  return success?.begun_at ?? 0;
}
