import { CompiledQuery, type Insertable, type Kysely, type Selectable, type Transaction } from 'kysely';
import type { EditionDraft, OpenEdition } from '../mail/outbox-store.ts';
import type { Instant, SubscriberState } from '../model.ts';
import type { DeliveryTable, EditionTable, Schema } from './schema.ts';
import { pagesOf } from './subscribers.ts';
import { suppressedAmong } from './suppressions.ts';
import { inTransaction, lockTable } from './transactions.ts';

/** An edition that has begun. */
export interface EditionRecord extends OpenEdition {
  readonly state: EditionTable['state'];
  readonly dueAt: Instant;
  readonly periodFrom: Instant;
  readonly periodTo: Instant;
  readonly finishedAt: Instant | null;
  readonly webHtml: string;
  /** The `Edition` of model.ts as JSON. */
  readonly content: string;
  /** What was decided of each entry, as JSON. */
  readonly decisions: string;
}

export interface EditionQueries {
  begin(draft: EditionDraft): Promise<boolean>;
  /** How many recipients an edition beginning now would have. */
  countRecipients(fixed: EditionDraft['fixed']): Promise<number>;
  open(): Promise<readonly OpenEdition[]>;
  /** The editions that wait for the editor's approval, oldest first. */
  waiting(): Promise<readonly OpenEdition[]>;
  /** Lets an edition go out that waits for it; whether there is one of that name, waiting or approved before. */
  approve(name: string): Promise<boolean>;
  /**
   * Holds back for ever an edition that waits: nobody gets it, and its entries are new in the next one; whether it waited.
   * Its name and its time stay taken.
   */
  reject(name: string, now: Instant): Promise<boolean>;
  finish(name: string, now: Instant): Promise<void>;
  get(name: string): Promise<EditionRecord | null>;
  /** The editions that have begun, the latest first. */
  latest(limit: number): Promise<readonly EditionRecord[]>;
}

/** Rows written at once. */
const PAGE_SIZE = 1000;

export function editionQueries(db: Kysely<Schema>): EditionQueries {
  return {
    begin: (draft) => inTransaction(db, (transaction) => begin(transaction, draft)),
    async countRecipients(fixed) {
      const active = await db
        .selectFrom('subscribers')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('state', '=', 'active')
        .executeTakeFirstOrThrow();
      const others = await wantedFixed(db, fixed, ['active', 'unsubscribed', 'suppressed']);
      return Number(active.count) + others.length;
    },
    open: () => editionsThatAre(db, 'sending'),
    waiting: () => editionsThatAre(db, 'waiting'),
    async approve(name) {
      await db
        .updateTable('editions')
        .set({ state: 'sending' })
        .where('name', '=', name)
        .where('state', '=', 'waiting')
        .execute();
      const known = await db
        .selectFrom('editions')
        .select('name')
        .where('name', '=', name)
        .where('state', '!=', 'rejected')
        .executeTakeFirst();
      return known !== undefined;
    },
    reject: (name, now) => inTransaction(db, (transaction) => reject(transaction, name, now)),
    async finish(name, now) {
      await db
        .updateTable('editions')
        .set({ state: 'done', finished_at: now })
        .where('name', '=', name)
        .where('state', '=', 'sending')
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('deliveries')
                .select('email_key')
                .where('edition', '=', name)
                .where('state', 'in', ['queued', 'sending', 'deferred']),
            ),
          ),
        )
        .execute();
    },
    async get(name) {
      const row = await db.selectFrom('editions').selectAll().where('name', '=', name).executeTakeFirst();
      return row === undefined ? null : asRecord(row);
    },
    async latest(limit) {
      const rows = await db
        .selectFrom('editions')
        .selectAll()
        .orderBy('begun_at', 'desc')
        .orderBy('name', 'desc')
        .limit(limit)
        .execute();
      return rows.map(asRecord);
    },
  };
}

async function editionsThatAre(db: Kysely<Schema>, state: EditionRecord['state']): Promise<EditionRecord[]> {
  const rows = await db
    .selectFrom('editions')
    .selectAll()
    .where('state', '=', state)
    .orderBy('begun_at')
    .orderBy('name')
    .execute();
  return rows.map(asRecord);
}

async function begin(db: Transaction<Schema>, draft: EditionDraft): Promise<boolean> {
  const { content, rendered, dueAt, begunAt } = draft;
  const inserted = await db
    .insertInto('editions')
    .values({
      name: content.name,
      state: draft.waits ? 'waiting' : 'sending',
      due_at: dueAt,
      period_from: content.period.from,
      period_to: content.period.to,
      begun_at: begunAt,
      finished_at: null,
      subject: rendered.subject,
      preheader: rendered.preheader,
      html: rendered.html,
      text: rendered.text,
      web_html: rendered.webHtml,
      content: JSON.stringify(content),
      decisions: draft.decisions,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return false;
  await lockTable(db, 'subscribers', 'share');
  await addSubscribers(db, draft);
  await addFixed(db, draft);
  await markEntries(db, draft);
  return true;
}

async function reject(db: Transaction<Schema>, name: string, now: Instant): Promise<boolean> {
  const rejected = await db
    .updateTable('editions')
    .set({ state: 'rejected', finished_at: now })
    .where('name', '=', name)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (rejected.numUpdatedRows === 0n) return false;
  await db
    .updateTable('deliveries')
    .set({ state: 'suppressed', changed_at: now })
    .where('edition', '=', name)
    .execute();
  await db.updateTable('entries').set({ edition: null }).where('edition', '=', name).execute();
  return true;
}

async function addSubscribers(db: Transaction<Schema>, draft: EditionDraft): Promise<void> {
  const add = addingDeliveries(db, draft);
  for await (const page of pagesOf(db, ['active'])) {
    await add(page.map(({ id, email, email_key, name }) => ({ id, email, key: email_key, name })));
  }
}

async function addFixed(db: Transaction<Schema>, draft: EditionDraft): Promise<void> {
  const recipients = await wantedFixed(db, draft.fixed, ['unsubscribed', 'suppressed']);
  const rows = recipients.map(({ text, key }) => ({ id: null, email: text, key, name: '' }));
  if (rows.length > 0) await addingDeliveries(db, draft)(rows);
}

/** The recipients of the settings, but for the suppressed and those who are subscribers in one of these states. */
async function wantedFixed(
  db: Kysely<Schema>,
  fixed: EditionDraft['fixed'],
  states: readonly SubscriberState[],
): Promise<EditionDraft['fixed']> {
  if (fixed.length === 0) return [];
  const keys = fixed.map(({ key }) => key);
  const known = await db
    .selectFrom('subscribers')
    .select('email_key')
    .where('email_key', 'in', keys)
    .where('state', 'in', states)
    .execute();
  const suppressed = await suppressedAmong(db, keys);
  const out = new Set([...known.map((row) => row.email_key), ...suppressed]);
  return fixed.filter(({ key }) => !out.has(key));
}

interface Recipient {
  readonly id: number | null;
  readonly email: string;
  readonly key: string;
  readonly name: string;
}

/** Adds deliveries a page at a time. A statement is built once for all pages of a size: to build it takes more memory than what it adds. */
function addingDeliveries(
  db: Transaction<Schema>,
  { content, begunAt, messageId }: EditionDraft,
): (recipients: readonly Recipient[]) => Promise<void> {
  const statements = new Map<number, string>();
  return async (recipients) => {
    const rows = recipients.map(({ id, email, key, name }) => ({
      edition: content.name,
      email_key: key,
      email,
      name,
      subscriber_id: id,
      message_id: messageId(key),
      state: 'queued' as const,
      attempts: 0,
      next_try: begunAt,
      changed_at: begunAt,
    }));
    const sql = statements.get(rows.length) ?? insertionOf(db, rows);
    statements.set(rows.length, sql);
    await db.executeQuery(CompiledQuery.raw(sql, rows.flatMap(Object.values)));
  };
}

/** The statement that inserts so many rows; who has a delivery already gets no second one. */
function insertionOf(db: Transaction<Schema>, rows: readonly Insertable<DeliveryTable>[]): string {
  return db
    .insertInto('deliveries')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['edition', 'email_key']).doNothing())
    .compile().sql;
}

async function markEntries(db: Transaction<Schema>, { content, entryIds, leftOut }: EditionDraft): Promise<void> {
  await settleEntries(db, entryIds, content.name);
  await settleEntries(db, leftOut, '');
  await passOverOld(db, content.period.from);
}

async function settleEntries(db: Transaction<Schema>, ids: readonly number[], edition: string): Promise<void> {
  for (let start = 0; start < ids.length; start += PAGE_SIZE) {
    await db
      .updateTable('entries')
      .set({ edition })
      .where('id', 'in', ids.slice(start, start + PAGE_SIZE))
      .where('edition', 'is', null)
      .execute();
  }
}

/** What came with a source's first poll and is older than the edition will never be news. */
async function passOverOld(db: Transaction<Schema>, before: Instant): Promise<void> {
  await db
    .updateTable('entries')
    .set({ edition: '' })
    .where('edition', 'is', null)
    .where('initial', '=', 1)
    .where('published', '<', before)
    .execute();
}

function asRecord(row: Selectable<EditionTable>): EditionRecord {
  return {
    name: row.name,
    state: row.state,
    dueAt: row.due_at,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    begunAt: row.begun_at,
    finishedAt: row.finished_at,
    subject: row.subject,
    html: row.html,
    text: row.text,
    webHtml: row.web_html,
    content: row.content,
    decisions: row.decisions,
  };
}
