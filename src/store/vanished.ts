import type { Kysely, Selectable } from 'kysely';
import type { Instant } from '../model.ts';
import type { Intake } from './entries.ts';
import { inPortions } from './portions.ts';
import type { EntryTable, Schema } from './schema.ts';

/**
 * What was in its feed and is no longer, while older entries that were are, was withdrawn; what has left at the end of it
 * has only grown old. What is back was not withdrawn. In the transaction of the caller.
 */
export async function withdrawVanished(
  db: Kysely<Schema>,
  sourceId: number,
  { present, now }: Pick<Intake, 'present' | 'now'>,
  added: readonly number[],
): Promise<void> {
  if (present === null) return;
  const brought = new Set(added);
  const before = (await listedOf(db, sourceId)).filter(({ id }) => !brought.has(id));
  await inPortions(present, (some) =>
    db
      .updateTable('entries')
      .set({ listed: 1, withdrawn: null })
      .where('id', 'in', some)
      .where((is) => is.or([is('listed', '=', 0), is('withdrawn', 'is not', null)]))
      .execute(),
  );
  const here = new Set(present);
  const gone = before.filter(({ id }) => !here.has(id));
  const isYounger = youngerThanSome(before.filter(({ id }) => here.has(id)));
  const isCalledOff = await calledOff(db, gone, [...present, ...added], now);
  for (const entry of gone) {
    const withdrawn = entry.withdrawn ?? (isYounger(entry) || isCalledOff(entry) ? now : null);
    await db.updateTable('entries').set({ listed: 0, withdrawn }).where('id', '=', entry.id).execute();
  }
}

type Dated = Pick<Selectable<EntryTable>, 'id' | 'published' | 'first_seen' | 'withdrawn'>;

/** The entries that their feed held when it was last read whole. */
function listedOf(db: Kysely<Schema>, sourceId: number): Promise<Dated[]> {
  return db
    .selectFrom('entries')
    .select(['id', 'published', 'first_seen', 'withdrawn'])
    .where('source_id', '=', sourceId)
    .where('listed', '=', 1)
    .execute();
}

/**
 * Whether an entry is younger than one of these. Only dates that feeds gave are compared: where an entry has none, ours
 * is as right as our clock was, and the order in which polls brought it counts.
 */
function youngerThanSome(others: readonly Dated[]): (entry: Dated) => boolean {
  const oldest = others.filter(isDated).reduce((least, { published }) => Math.min(least, published), Infinity);
  const first = others.reduce<Dated | null>((least, one) => (least === null || one.id < least.id ? one : least), null);
  return (entry) =>
    isDated(entry)
      ? entry.published > oldest
      : first !== null && first.id < entry.id && first.first_seen !== entry.first_seen;
}

function isDated({ published, first_seen }: Dated): boolean {
  return published !== first_seen;
}

/**
 * Whether an entry without a date, as those of calendars are, has an event ahead that its feed has dropped though it
 * holds later ones: what a calendar forgets of itself is what is over, and what is too far off.
 */
async function calledOff(
  db: Kysely<Schema>,
  gone: readonly Dated[],
  here: readonly number[],
  now: Instant,
): Promise<(entry: Dated) => boolean> {
  const undated = gone.filter((entry) => !isDated(entry)).map(({ id }) => id);
  if (undated.length === 0) return () => false;
  const latest = Math.max(...(await lastStarts(db, here)).values());
  const starts = await lastStarts(db, undated);
  return ({ id }) => {
    const start = starts.get(id) ?? Number.NEGATIVE_INFINITY;
    return start > now && start < latest;
  };
}

/** When the last event begins that each of these entries announces. */
async function lastStarts(db: Kysely<Schema>, ids: readonly number[]): Promise<ReadonlyMap<number, Instant>> {
  const rows = await inPortions(ids, (some) =>
    db
      .selectFrom('events')
      .select(['entry_id', ({ fn }) => fn.max<number>('starts_at').as('start')])
      .where('entry_id', 'in', some)
      .groupBy('entry_id')
      .execute(),
  );
  return new Map(rows.map(({ entry_id, start }) => [entry_id, start]));
}

/** Withdraws the entry of which its source says by this identifier that it did. */
export async function withdraw(db: Kysely<Schema>, sourceId: number, guid: string, now: Instant): Promise<void> {
  await db
    .updateTable('entries')
    .set({ withdrawn: now })
    .where('source_id', '=', sourceId)
    .where('guid', '=', guid)
    .where('withdrawn', 'is', null)
    .execute();
}
