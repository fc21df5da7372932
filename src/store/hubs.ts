import type { Kysely, Selectable, Transaction } from 'kysely';
import type { HubSubscription, PushedDocument, PushInbox } from '../poll/hub-store.ts';
import type { HubSubscriptionTable, Schema } from './schema.ts';
import { inTransaction } from './transactions.ts';

/** Subscriptions to hubs, and what hubs pushed until a poll takes it in. */
export interface HubQueries extends PushInbox {
  all(): Promise<HubSubscription[]>;
  byId(id: string): Promise<HubSubscription | null>;
  /** Adds a subscription, or puts it in the place of the one with its id. */
  keep(subscription: HubSubscription): Promise<void>;
  /** Forgets a subscription and what waits of it. */
  forget(id: string): Promise<void>;
  /** Keeps what was pushed unless `most` documents wait; whether it did. */
  keepPush(id: string, pushed: Omit<PushedDocument, 'topic'>, most: number): Promise<boolean>;
}

export function hubQueries(db: Kysely<Schema>): HubQueries {
  return {
    async all() {
      return (await db.selectFrom('hub_subscriptions').selectAll().execute()).map(subscriptionOf);
    },
    async byId(id) {
      const row = await db.selectFrom('hub_subscriptions').selectAll().where('name', '=', id).executeTakeFirst();
      return row === undefined ? null : subscriptionOf(row);
    },
    async keep({ id, mode, tries, sourceUrl, hub, topic, nextAsk, until }) {
      const state = { mode, tries, next_ask: nextAsk, until };
      await db
        .insertInto('hub_subscriptions')
        .values({ name: id, source_url: sourceUrl, hub, topic, ...state })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(state))
        .execute();
    },
    forget: (id) =>
      inTransaction(db, async (transaction) => {
        await transaction.deleteFrom('pushes').where('subscription_id', '=', id).execute();
        await transaction.deleteFrom('hub_subscriptions').where('name', '=', id).execute();
      }),
    keepPush: (id, { contentType, bytes }, most) =>
      inTransaction(db, async (transaction) => {
        if ((await countWaiting(transaction, id)) >= most) return false;
        const body = Buffer.from(bytes).toString('base64');
        const row = { subscription_id: id, content_type: contentType, body };
        await transaction.insertInto('pushes').values(row).execute();
        return true;
      }),
    async pushedSources(now) {
      const rows = await db.selectFrom('hub_subscriptions').select('source_url').where('until', '>', now).execute();
      return new Set(rows.map(({ source_url }) => source_url));
    },
    async waiting() {
      const rows = await db
        .selectFrom('pushes')
        .innerJoin('hub_subscriptions as hub', 'hub.name', 'pushes.subscription_id')
        .select(({ fn }) => ['hub.source_url as sourceUrl', fn.min('pushes.id').as('oldest')])
        .groupBy('hub.source_url')
        .execute();
      return new Map(rows.map(({ sourceUrl, oldest }) => [sourceUrl, Number(oldest)]));
    },
    async read(pushId) {
      const { topic, content_type, body } = await db
        .selectFrom('pushes')
        .innerJoin('hub_subscriptions as hub', 'hub.name', 'pushes.subscription_id')
        .select(['hub.topic', 'pushes.content_type', 'pushes.body'])
        .where('pushes.id', '=', pushId)
        .executeTakeFirstOrThrow();
      return { topic, contentType: content_type, bytes: Buffer.from(body, 'base64') };
    },
  };
}

async function countWaiting(db: Transaction<Schema>, id: string): Promise<number> {
  const { count } = await db
    .selectFrom('pushes')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('subscription_id', '=', id)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function subscriptionOf(row: Selectable<HubSubscriptionTable>): HubSubscription {
  const { name: id, source_url: sourceUrl, hub, topic, mode, tries, next_ask: nextAsk, until } = row;
  return { id, sourceUrl, hub, topic, mode, tries, nextAsk, until };
}
