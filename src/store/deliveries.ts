import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import type { ClaimedDelivery, DeliveryCounts, DeliveryResult, OutboxStore } from '../mail/outbox-store.ts';
import type { DeliveryState, Instant } from '../model.ts';
import { livingRuns } from './runs.ts';
import type { Schema } from './schema.ts';
import { suppress } from './subscribers.ts';
import { inTransaction, isPostgres, lockTable } from './transactions.ts';

/** A delivery that is known by its Message-ID. */
export interface DeliveryRecord {
  readonly edition: string;
  readonly key: string;
  readonly email: string;
}

/** A delivery that did not come to a good end. */
export interface Trouble {
  readonly email: string;
  readonly state: DeliveryState;
  readonly error: string | null;
  readonly nextTry: Instant;
}

export type DeliveryQueries = OutboxStore['deliveries'] & {
  /** The delivery whose message has this Message-ID, with angle brackets. */
  byMessageId(messageId: string): Promise<DeliveryRecord | null>;
  /** Whether a run, living or dead, has deliveries of the edition in hand. */
  areInHand(edition: string): Promise<boolean>;
  /** The deliveries of an edition that are deferred, failed or uncertain, with the reasons. */
  troubles(edition: string, limit: number): Promise<readonly Trouble[]>;
};

export function deliveryQueries(db: Kysely<Schema>): DeliveryQueries {
  return {
    async reclaim(edition, run) {
      const isLeftBehind = leftBehind(db, run);
      await giveBack(db, edition, isLeftBehind);
      await db
        .updateTable('deliveries')
        .set({ claimed_by: null })
        .where('edition', '=', edition)
        .where('state', '=', 'uncertain')
        .where(isLeftBehind)
        .execute();
    },
    claim: (edition, run, now, limit) => claim(db, { edition, run, now, limit }),
    record: (edition, run, now, step) =>
      inTransaction(db, async (transaction) => {
        if (step.results.some((result) => result.suppress)) {
          await lockTable(transaction, 'subscribers', 'share row exclusive');
        }
        await recordResults(transaction, { edition, run, now }, step.results);
        return markEnding(transaction, { edition, run, now }, step.ending);
      }),
    release: (edition, run) => giveBack(db, edition, (delivery) => delivery('claimed_by', '=', run)),
    requeueUncertain: (edition, now) => inTransaction(db, (trx) => requeueUncertain(trx, edition, now)),
    counts: (edition, whileSending) => counts(db, edition, whileSending ?? false),
    async byMessageId(messageId) {
      const row = await db
        .selectFrom('deliveries')
        .select(['edition', 'email_key as key', 'email'])
        .where('message_id', '=', messageId)
        .executeTakeFirst();
      return row ?? null;
    },
    async areInHand(edition) {
      const one = await db
        .selectFrom('deliveries')
        .select('email_key')
        .where('edition', '=', edition)
        .where('state', '=', 'sending')
        .limit(1)
        .execute();
      return one.length > 0;
    },
    async troubles(edition, limit) {
      const rows = await db
        .selectFrom('deliveries')
        .select(['email', 'state', 'last_error', 'next_try'])
        .where('edition', '=', edition)
        .where('state', 'in', ['deferred', 'failed', 'uncertain'])
        .orderBy('state')
        .orderBy('email_key')
        .limit(limit)
        .execute();
      return rows.map(({ email, state, last_error, next_try }) => ({
        email,
        state,
        error: last_error,
        nextTry: next_try,
      }));
    },
  };
}

/** Whose claim it is. */
type Whose = (delivery: ExpressionBuilder<Schema, 'deliveries'>) => Expression<SqlBool>;

/** Claimed by a run that lives no more, or by this one before it failed and began anew. SQLite has one run at a time. */
function leftBehind(db: Kysely<Schema>, run: string): Whose {
  return (delivery) =>
    isPostgres(db)
      ? delivery.or([delivery('claimed_by', '=', run), delivery('claimed_by', 'not in', livingRuns)])
      : delivery('claimed_by', 'is not', null);
}

/** Queues again what is in hand and has not ended. */
async function giveBack(db: Kysely<Schema>, edition: string, whose: Whose): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ state: 'queued', claimed_by: null })
    .where('edition', '=', edition)
    .where('state', '=', 'sending')
    .where(whose)
    .execute();
}

interface Run {
  readonly edition: string;
  readonly run: string;
  readonly now: Instant;
}

/** What is to be claimed is picked first and once: as a part of the update, PostgreSQL may pick it anew for each row. */
async function claim(
  db: Kysely<Schema>,
  { edition, run, now, limit }: Run & { limit: number },
): Promise<readonly ClaimedDelivery[]> {
  const rows = await db
    .with(
      (picked) => picked('picked').materialized(),
      (from) =>
        from
          .selectFrom('deliveries')
          .select('email_key')
          .where('edition', '=', edition)
          .where('state', 'in', ['queued', 'deferred'])
          .where(isItsTurn(now))
          .limit(limit)
          .$if(isPostgres(db), (open) => open.forUpdate().skipLocked()),
    )
    .updateTable('deliveries')
    .set({ state: 'sending', claimed_by: run, changed_at: now })
    .where('edition', '=', edition)
    .where('email_key', 'in', (from) => from.selectFrom('picked').select('email_key'))
    .returning(['edition', 'email_key', 'email', 'name', 'message_id', 'attempts', 'first_tried_at'])
    .execute();
  return rows.map((row) => ({
    edition: row.edition,
    key: row.email_key,
    email: row.email,
    name: row.name,
    messageId: row.message_id,
    attempts: row.attempts,
    firstTried: row.first_tried_at,
  }));
}

/** Whether a delivery may be tried; one whose next try was set by a clock that ran ahead may. */
function isItsTurn(now: Instant) {
  return (delivery: ExpressionBuilder<Schema, 'deliveries'>) =>
    delivery.or([delivery('next_try', '<=', now), delivery('changed_at', '>', now)]);
}

async function recordResults(db: Kysely<Schema>, run: Run, results: readonly DeliveryResult[]): Promise<void> {
  for (const result of results) {
    await db
      .updateTable('deliveries')
      .set({
        state: result.state,
        attempts: result.attempts,
        first_tried_at: result.firstTried,
        next_try: result.nextTry,
        last_error: result.error,
        last_code: result.code,
        claimed_by: null,
        changed_at: run.now,
      })
      .where('edition', '=', run.edition)
      .where('email_key', '=', result.key)
      .where('claimed_by', '=', run.run)
      .where('state', 'in', ['sending', 'uncertain'])
      .execute();
    if (result.state === 'queued' || result.state === 'deferred') await dropIfLeft(db, run, result.key);
    if (result.suppress) await suppress(db, result.key, result.error ?? '', run.now);
  }
}

/** Who left the list while a message was in the server's hands is not sent it again. */
async function dropIfLeft(db: Kysely<Schema>, run: Run, key: string): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ state: 'suppressed' })
    .where('edition', '=', run.edition)
    .where('email_key', '=', key)
    .where('state', 'in', ['queued', 'deferred'])
    .where('email_key', 'in', leavers)
    .execute();
}

/** The keys of those who left the list. */
function leavers(from: ExpressionBuilder<Schema, 'deliveries'>) {
  return from
    .selectFrom('subscribers')
    .select('subscribers.email_key')
    .where('state', 'in', ['unsubscribed', 'suppressed']);
}

async function markEnding(db: Kysely<Schema>, run: Run, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .updateTable('deliveries')
    .set({
      state: 'uncertain',
      changed_at: run.now,
      last_error: 'the answer to the end of the message was not recorded',
    })
    .where('edition', '=', run.edition)
    .where('email_key', 'in', [...keys])
    .where('state', '=', 'sending')
    .where('claimed_by', '=', run.run)
    .returning('email_key')
    .execute();
  return new Set(rows.map((row) => row.email_key));
}

/** Those who left the list since are not sent it again. */
async function requeueUncertain(db: Kysely<Schema>, edition: string, now: Instant): Promise<number> {
  const requeued = await db
    .updateTable('deliveries')
    .set({ state: 'queued', claimed_by: null, next_try: now, changed_at: now })
    .where('edition', '=', edition)
    .where('state', '=', 'uncertain')
    .where('email_key', 'not in', (from) =>
      from.selectFrom('subscribers').select('email_key').where('state', 'in', ['unsubscribed', 'suppressed']),
    )
    .executeTakeFirst();
  const count = Number(requeued.numUpdatedRows);
  if (count > 0) await db.updateTable('editions').set({ state: 'sending' }).where('name', '=', edition).execute();
  return count;
}

async function counts(db: Kysely<Schema>, edition: string, whileSending: boolean): Promise<DeliveryCounts> {
  const rows = await db
    .selectFrom('deliveries')
    .select((select) => ['state', 'claimed_by', select.fn.countAll<number | string>().as('count')])
    .where('edition', '=', edition)
    .groupBy(['state', 'claimed_by'])
    .execute();
  const total = (wanted: (row: { state: string; claimed_by: string | null }) => boolean) =>
    rows.filter(wanted).reduce((sum, row) => sum + Number(row.count), 0);
  const inHand = (row: { claimed_by: string | null }) => whileSending && row.claimed_by !== null;
  return {
    recipients: total(() => true),
    sent: total(({ state }) => state === 'sent'),
    deferred: total((row) => isOpen(row.state) || (row.state === 'uncertain' && inHand(row))),
    failed: total(({ state }) => state === 'failed'),
    suppressed: total(({ state }) => state === 'suppressed'),
    uncertain: total((row) => row.state === 'uncertain' && !inHand(row)),
  };
}

function isOpen(state: string): boolean {
  return state === 'queued' || state === 'sending' || state === 'deferred';
}
