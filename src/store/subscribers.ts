import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import type { Instant, NewSubscriber, Subscriber, SubscriberState } from '../model.ts';
import type { Schema, SubscriberTable } from './schema.ts';
import { noteSoftBounce } from './soft-bounces.ts';
import { addressHash, addSuppressions, suppressedAmong } from './suppressions.ts';
import { inTransaction, lockTable } from './transactions.ts';

export interface SubscriberRecord extends Subscriber {
  readonly kept: Readonly<Record<string, string>>;
}

export interface SubscriberQueries {
  /** All subscribers in the order of their coming, a page at a time. */
  all(): AsyncIterable<SubscriberRecord>;
  byKey(key: string): Promise<SubscriberRecord | null>;
  /**
   * Adds those that are not known yet; who is known stays as they are, and who is suppressed stays away.
   * @returns how many were added.
   */
  add(subscribers: readonly NewSubscriber[], now: Instant): Promise<number>;
  /** Takes the address off the list at once, for editions under way too, whether or not it was on it. */
  unsubscribe(key: string, now: Instant): Promise<void>;
  /** Never mails the address again, whatever is imported. */
  suppress(key: string, reason: string, now: Instant): Promise<void>;
  /** Strikes an active or pending subscriber from the list; returns what the subscriber was, null where unknown. */
  remove(key: string, now: Instant): Promise<SubscriberState | null>;
  /** Erases everything known of the address but that it is never to be mailed again; whether anything was known. */
  forget(key: string, now: Instant): Promise<boolean>;
  /** Notes that somebody asked for the digest at this address; nothing is sent before it is confirmed. */
  request(subscriber: NewSubscriber, now: Instant): Promise<void>;
  /** Makes the address active, as its owner asked; false where nobody asked. */
  confirm(key: string, now: Instant): Promise<boolean>;
  /** Takes note of a confirmation mail unless `limit` were sent since `since`; whether it may be sent. */
  noteConfirmation(key: string, now: Instant, since: Instant, limit: number): Promise<boolean>;
  /**
   * Counts a soft bounce, once for an edition, and returns in how many editions since `since` there was one. A success
   * begins the count anew: an edition that the mail server took for this address, with no soft bounce of it before the
   * next edition to the address began.
   */
  noteSoftBounce(key: string, edition: string, now: Instant, since: Instant): Promise<number>;
}

/** Rows read or written at once: a statement's memory grows with them. */
const PAGE_SIZE = 200;

export function subscriberQueries(db: Kysely<Schema>): SubscriberQueries {
  return {
    all: () => all(db),
    byKey: (key) => byKey(db, key),
    add: (subscribers, now) => changing(db, (transaction) => add(transaction, subscribers, now)),
    unsubscribe: (key, now) =>
      changing(db, async (transaction) => {
        await insert(transaction, [{ ...unnamed(key), state: 'unsubscribed' }], now);
        await takeOffList(transaction, key, 'unsubscribed', now);
      }),
    suppress: (key, reason, now) => changing(db, (transaction) => suppress(transaction, key, reason, now)),
    remove: (key, now) => changing(db, (transaction) => remove(transaction, key, now)),
    forget: (key, now) => changing(db, (transaction) => forget(transaction, key, now)),
    request: async (subscriber, now) => {
      await insert(db, [{ ...subscriber, state: 'pending' }], now);
    },
    confirm: (key, now) => changing(db, (transaction) => confirm(transaction, key, now)),
    noteConfirmation: (key, now, since, limit) =>
      changing(db, (transaction) => noteConfirmation(transaction, { key, now, since, limit })),
    noteSoftBounce: (key, edition, now, since) =>
      changing(db, (transaction) => noteSoftBounce(transaction, { key, edition, now, since })),
  };
}

/** Does `act` in a transaction; changes of the list take turns, and wait while an edition gathers its recipients. */
function changing<T>(db: Kysely<Schema>, act: (db: Transaction<Schema>) => Promise<T>): Promise<T> {
  return inTransaction(db, async (transaction) => {
    await lockTable(transaction, 'subscribers', 'share row exclusive');
    return act(transaction);
  });
}

/** Suppresses an address: its subscriber, its deliveries to be made, and whatever may be imported later. */
export async function suppress(db: Kysely<Schema>, key: string, reason: string, now: Instant): Promise<void> {
  await addSuppressions(db, [key], reason, now);
  await takeOffList(db, key, 'suppressed', now);
}

/** Ends a subscriber's state and all deliveries to be made to the address, those of an edition under way too. */
async function takeOffList(
  db: Kysely<Schema>,
  key: string,
  state: 'unsubscribed' | 'suppressed',
  now: Instant,
): Promise<void> {
  await db
    .updateTable('subscribers')
    .set({ state, since: now })
    .where('email_key', '=', key)
    .where('state', '!=', state)
    .execute();
  await stopDeliveries(db, key, now);
}

async function stopDeliveries(db: Kysely<Schema>, key: string, now: Instant): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ state: 'suppressed', changed_at: now })
    .where('email_key', '=', key)
    .where('state', 'in', ['queued', 'sending', 'deferred'])
    .execute();
}

async function* all(db: Kysely<Schema>): AsyncIterable<SubscriberRecord> {
  for await (const page of pagesOf(db, ['pending', 'active', 'unsubscribed', 'suppressed'])) yield* page.map(asRecord);
}

/** The subscribers in these states in the order of their coming, so many at once that memory does not grow with them. */
export async function* pagesOf(
  db: Kysely<Schema>,
  states: readonly SubscriberState[],
): AsyncIterable<readonly Selectable<SubscriberTable>[]> {
  for (let after = 0; ; ) {
    const page = await db
      .selectFrom('subscribers')
      .selectAll()
      .where('state', 'in', states)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE_SIZE)
      .execute();
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
    yield page;
  }
}

async function byKey(db: Kysely<Schema>, key: string): Promise<SubscriberRecord | null> {
  const row = await db.selectFrom('subscribers').selectAll().where('email_key', '=', key).executeTakeFirst();
  return row === undefined ? null : asRecord(row);
}

async function add(db: Kysely<Schema>, subscribers: readonly NewSubscriber[], now: Instant): Promise<number> {
  let added = 0;
  for (let start = 0; start < subscribers.length; start += PAGE_SIZE) {
    const page = subscribers.slice(start, start + PAGE_SIZE);
    const suppressed = await suppressedAmong(
      db,
      page.map(({ key }) => key),
    );
    added += await insert(
      db,
      page.filter(({ key }) => !suppressed.has(key)),
      now,
    );
  }
  return added;
}

/** Inserts those whose address is not known yet; returns how many. */
async function insert(db: Kysely<Schema>, subscribers: readonly NewSubscriber[], now: Instant): Promise<number> {
  if (subscribers.length === 0) return 0;
  const rows = subscribers.map(({ email, key, name, language, tags, kept, state }) => ({
    email,
    email_key: key,
    name,
    language,
    tags: JSON.stringify(tags),
    kept: JSON.stringify(kept),
    state: state ?? 'active',
    since: now,
    created_at: now,
  }));
  const inserted = await db
    .insertInto('subscribers')
    .values(rows)
    .onConflict((conflict) => conflict.column('email_key').doNothing())
    .executeTakeFirst();
  return Number(inserted.numInsertedOrUpdatedRows ?? 0);
}

function unnamed(key: string): NewSubscriber {
  return { email: key, key, name: '', language: null, tags: [], kept: {}, state: null };
}

async function remove(db: Kysely<Schema>, key: string, now: Instant): Promise<SubscriberState | null> {
  const known = await byKey(db, key);
  if (known === null) return null;
  await stopDeliveries(db, key, now);
  await db.deleteFrom('subscribers').where('email_key', '=', key).where('state', 'in', ['active', 'pending']).execute();
  return known.state;
}

async function forget(db: Kysely<Schema>, key: string, now: Instant): Promise<boolean> {
  await stopDeliveries(db, key, now);
  await addSuppressions(db, [key], 'forgotten', now);
  const anonymous = `forgotten-${addressHash(key)}`;
  const deliveries = await db
    .selectFrom('deliveries')
    .select('email_key')
    .where('email_key', '=', key)
    .limit(1)
    .execute();
  await db
    .updateTable('deliveries')
    .set({ email_key: anonymous, email: '', name: '', subscriber_id: null, last_error: null })
    .where('email_key', '=', key)
    .execute();
  const subscribers = await db.deleteFrom('subscribers').where('email_key', '=', key).executeTakeFirst();
  await db.deleteFrom('soft_bounces').where('email_key', '=', key).execute();
  await db.deleteFrom('confirmations').where('email_key', '=', key).execute();
  return deliveries.length > 0 || subscribers.numDeletedRows > 0n;
}

/** An address whose owner follows the link in a mail to it works: no earlier bounce is held against it. */
async function confirm(db: Kysely<Schema>, key: string, now: Instant): Promise<boolean> {
  const known = await byKey(db, key);
  if (known === null) return false;
  await db.deleteFrom('suppressions').where('email_hash', '=', addressHash(key)).execute();
  await db.deleteFrom('soft_bounces').where('email_key', '=', key).execute();
  await db
    .updateTable('subscribers')
    .set({ state: 'active', since: now })
    .where('email_key', '=', key)
    .where('state', '!=', 'active')
    .execute();
  return true;
}

async function noteConfirmation(
  db: Kysely<Schema>,
  { key, now, since, limit }: { key: string; now: Instant; since: Instant; limit: number },
): Promise<boolean> {
  await db.deleteFrom('confirmations').where('sent_at', '<=', since).execute();
  const sent = await db
    .selectFrom('confirmations')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('email_key', '=', key)
    .executeTakeFirstOrThrow();
  if (Number(sent.count) >= limit) return false;
  await db.insertInto('confirmations').values({ email_key: key, sent_at: now }).execute();
  return true;
}

const Tags = z.array(z.string());
const Kept = z.record(z.string(), z.string());
const State = z.enum(['pending', 'active', 'unsubscribed', 'suppressed']);

function asRecord(row: Selectable<SubscriberTable>): SubscriberRecord {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    language: row.language,
    tags: Tags.parse(JSON.parse(row.tags)),
    kept: Kept.parse(JSON.parse(row.kept)),
    state: State.parse(row.state),
    since: row.since,
  };
}
