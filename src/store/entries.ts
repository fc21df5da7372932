import type { Insertable, Kysely } from 'kysely';
import type { EntryDraft, Event, Instant } from '../model.ts';
import { insertEvents } from './events.ts';
import { keepRow } from './keep-row.ts';
import { inPortions } from './portions.ts';
import type { EntryTable, Schema } from './schema.ts';
import { withdraw, withdrawVanished } from './vanished.ts';

/** What an entry is recognised by when it comes again, see `feed/identity.ts`; null where its feed gives no such thing. */
export interface EntryKeys {
  readonly guid: string | null;
  readonly link: string | null;
  readonly title: string | null;
}

/** An event with the instants between which it takes place, both inclusive. */
export interface DatedEvent {
  readonly event: Event;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** By what a page is known to be as it was, and the one address that this belongs to. */
export interface PageValidators {
  readonly url: string;
  /** As received, byte for byte, in Latin-1. */
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** An entry as a poll brings it. */
export interface EntryIntake {
  readonly draft: EntryDraft;
  /** Of the page that the text is from; null where it is the feed's own, or its page gave none. */
  readonly page: PageValidators | null;
  readonly keys: EntryKeys;
  /** What the item is known by as its feed gave it. */
  readonly raw: string;
  readonly events: readonly DatedEvent[];
}

/** What one feed brought that is not in the state yet. */
export interface Intake {
  readonly now: Instant;
  /** Entries never seen before, with the date under which they are published. */
  readonly fresh: (EntryIntake & { readonly published: Instant })[];
  /** Edits, which take the place of what is there. */
  readonly changed: (EntryIntake & { readonly id: number })[];
  /** Edits of items whose pages are as they were: what was found there stays, and only the items' own fields are renewed. */
  readonly amended: (EntryIntake & { readonly id: number })[];
  /** Entries that say the same in other words: only what they are recognised by is renewed. */
  readonly renamed: (Pick<EntryIntake, 'keys' | 'raw'> & { readonly id: number })[];
  /** Those that were known before and are in the feed now, changed or not; null: it was not read whole. */
  readonly present: readonly number[] | null;
  /** Identifiers of entries that the source says it withdrew. */
  readonly withdrawn: readonly string[];
  /** Whether every document of the source broke off so far, so that what it held from the beginning is still to come. */
  readonly isRest: boolean;
}

/** What is known of an entry when its feed is read again. */
export interface KnownEntry {
  readonly id: number;
  readonly keys: EntryKeys;
  readonly raw: string;
  readonly fingerprint: string;
}

/** What is known of the page that an entry's text is from. */
export interface KnownPage {
  /** The entry's. */
  readonly id: number;
  /** The address that led to the page. */
  readonly link: string | null;
  readonly validators: PageValidators;
}

export interface EntryQueries {
  /** Those entries of a source that any of these keys could mean. */
  known(sourceUrl: string, keys: readonly EntryKeys[]): Promise<KnownEntry[]>;
  /** The pages that the texts of these entries are from, as far as they gave validators. */
  pages(ids: readonly number[]): Promise<KnownPage[]>;
}

const KEY_COLUMNS = { guid: 'guid_key', link: 'link_key', title: 'title_key' } as const;

/** How many keys one query names at most. */
const KEYS_A_QUERY = 512;

export function entryQueries(db: Kysely<Schema>): EntryQueries {
  return {
    async known(sourceUrl, keys) {
      const sourceId = await sourceIdOf(db, sourceUrl);
      if (sourceId === null) return [];
      const known = new Map<number, KnownEntry>();
      for (const kind of ['guid', 'link', 'title'] as const) {
        const wanted = [...new Set(keys.flatMap((one) => one[kind] ?? []))];
        for (const entry of await knownBy(db, sourceId, kind, wanted)) known.set(entry.id, entry);
      }
      return [...known.values()];
    },
    async pages(ids) {
      const rows = await inPortions(ids, (some) =>
        db.selectFrom('entries').select(['id', 'url', 'page']).where('id', 'in', some).execute(),
      );
      return rows.flatMap(({ id, url, page }) =>
        page === null ? [] : [{ id, link: url, validators: JSON.parse(page) }],
      );
    },
  };
}

async function sourceIdOf(db: Kysely<Schema>, url: string): Promise<number | null> {
  const row = await db.selectFrom('sources').select('id').where('url', '=', url).executeTakeFirst();
  return row?.id ?? null;
}

async function knownBy(
  db: Kysely<Schema>,
  sourceId: number,
  kind: keyof EntryKeys,
  keys: readonly string[],
): Promise<KnownEntry[]> {
  const found: KnownEntry[] = [];
  for (let start = 0; start < keys.length; start += KEYS_A_QUERY) {
    const rows = await db
      .selectFrom('entries')
      .select(['id', 'guid_key', 'link_key', 'title_key', 'raw', 'fingerprint'])
      .where('source_id', '=', sourceId)
      .where(KEY_COLUMNS[kind], 'in', filledUp(keys.slice(start, start + KEYS_A_QUERY)))
      .orderBy('id')
      .execute();
    found.push(
      ...rows.map(({ id, guid_key, link_key, title_key, raw, fingerprint }) => ({
        id,
        keys: { guid: guid_key, link: link_key, title: title_key },
        raw,
        fingerprint,
      })),
    );
  }
  return found;
}

/** A list repeated up to the next power of two, so that few statements serve lists of all lengths. */
function filledUp(keys: readonly string[]): string[] {
  const length = 2 ** Math.ceil(Math.log2(keys.length));
  return Array.from({ length }, (_, index) => keys[index % keys.length] ?? '');
}

/** Writes what a feed brought, in the transaction of the caller. */
export async function takeInEntries(db: Kysely<Schema>, sourceId: number, intake: Intake): Promise<void> {
  const { now } = intake;
  const isInitial = await initialOnes(db, sourceId, intake);
  const added: number[] = [];
  for (const entry of intake.fresh) {
    const id = await keepRow(db, 'entries', {
      source_id: sourceId,
      first_seen: now,
      initial: isInitial(entry) ? 1 : 0,
      listed: 1,
      published: entry.published,
      ...columnsOf(entry),
    });
    added.push(id);
    await insertEvents(db, id, entry.events);
  }
  for (const entry of intake.changed) {
    await db
      .updateTable('entries')
      .set({ ...columnsOf(entry), changed: now, withdrawn: null })
      .where('id', '=', entry.id)
      .execute();
    await db.deleteFrom('events').where('entry_id', '=', entry.id).execute();
    await insertEvents(db, entry.id, entry.events);
  }
  for (const { id, ...entry } of intake.amended) {
    await db
      .updateTable('entries')
      .set({ ...itemColumnsOf(entry), changed: now, withdrawn: null })
      .where('id', '=', id)
      .execute();
  }
  for (const { id, keys, raw } of intake.renamed) {
    await db
      .updateTable('entries')
      .set({ ...keyColumnsOf(keys), raw })
      .where('id', '=', id)
      .execute();
  }
  await withdrawVanished(db, sourceId, intake, added);
  for (const guid of intake.withdrawn) await withdraw(db, sourceId, guid, now);
}

/**
 * Which of the fresh are of their source's first poll: those that come first and, where that document broke off, the rest
 * of it. What is rest and what has been posted since is told by the date: a feed that breaks off for ever has news too.
 */
async function initialOnes(
  db: Kysely<Schema>,
  sourceId: number,
  { fresh, isRest }: Intake,
): Promise<(entry: Intake['fresh'][number]) => boolean> {
  if (fresh.length === 0 || !(await hasEntries(db, sourceId))) return () => true;
  if (!isRest) return () => false;
  const { first } = await db
    .selectFrom('entries')
    .select(({ fn }) => fn.min<number | string>('first_seen').as('first'))
    .where('source_id', '=', sourceId)
    .executeTakeFirstOrThrow();
  return ({ published }) => published < Number(first);
}

async function hasEntries(db: Kysely<Schema>, sourceId: number): Promise<boolean> {
  const one = await db.selectFrom('entries').select('id').where('source_id', '=', sourceId).limit(1).execute();
  return one.length > 0;
}

type Columns = Omit<Insertable<EntryTable>, 'id' | 'source_id' | 'published' | 'first_seen' | 'initial' | 'listed'>;

type ItemColumns = Omit<
  Columns,
  'content_html' | 'summary' | 'image' | 'language' | 'words' | 'minutes' | 'links' | 'sketch' | 'truncated' | 'page'
>;

function columnsOf(entry: EntryIntake): Columns {
  const { draft, page } = entry;
  return {
    ...itemColumnsOf(entry),
    content_html: draft.contentHtml,
    summary: draft.summary,
    image: draft.image === null ? null : JSON.stringify(draft.image),
    language: draft.language,
    words: draft.words,
    minutes: draft.minutes,
    links: JSON.stringify(draft.links),
    sketch: draft.sketch,
    truncated: draft.truncated ? 1 : 0,
    page: page === null ? null : JSON.stringify(page),
  };
}

/** What the item says of itself, wherever its text is from. */
function itemColumnsOf({ draft, keys, raw }: EntryIntake): ItemColumns {
  return {
    ...keyColumnsOf(keys),
    raw,
    fingerprint: draft.fingerprint,
    guid: draft.guid,
    url: draft.url,
    title: draft.title,
    own_summary: draft.ownSummary,
    updated: draft.updated,
    authors: JSON.stringify(draft.authors),
    tags: JSON.stringify(draft.tags),
    attachments: JSON.stringify(draft.attachments),
    origin: draft.origin === null ? null : JSON.stringify(draft.origin),
  };
}

function keyColumnsOf(keys: EntryKeys): Pick<Columns, 'guid_key' | 'link_key' | 'title_key'> {
  return { guid_key: keys.guid, link_key: keys.link, title_key: keys.title };
}
