import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { Edition, Instant } from '../model.ts';
import { ENTRY_COLUMNS, entryOf, type LeanEntry } from './entry-row.ts';
import { inPortions } from './portions.ts';
import type { Schema } from './schema.ts';

/** What the state knows of a source's feed, and whether it still answers. */
export interface SourceRecord {
  readonly url: string;
  /** The address that it was first listed under; null: it has been this one all along. */
  readonly firstUrl: string | null;
  readonly title: string | null;
  readonly feedId: string | null;
  readonly homePageUrl: string | null;
  readonly language: string | null;
  /** Failed polls in a row. */
  readonly failures: number;
  readonly gone: boolean;
  /** When its feed last brought something else than before; null: never. */
  readonly lastChanged: Instant | null;
  /** The date of its newest post; null where it has none. */
  readonly lastPost: Instant | null;
}

export interface EditionRecord {
  readonly name: string;
  readonly title: string;
  readonly period: Edition['period'];
}

/** A post that its source withdrew. */
export interface WithdrawnPost {
  readonly id: number;
  readonly url: string | null;
  /** In which it was. */
  readonly edition: string | null;
  readonly sourceUrl: string;
}

/** What the published files are made of. */
export interface PublishingQueries {
  /** The newest entries that their sources have not withdrawn, newest first; `from` names the sources, null any. */
  newest(count: number, from: readonly string[] | null): Promise<LeanEntry[]>;
  /** The text of these entries, as sanitised HTML, by id. */
  texts(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** The number of the entry that came last; 0 where there is none. */
  lastEntry(): Promise<number>;
  /** The entries with numbers `from` to `to` that their sources have not withdrawn, newest first. */
  between(from: number, to: number): Promise<LeanEntry[]>;
  /** The posts that their sources withdrew. */
  withdrawn(): Promise<WithdrawnPost[]>;
  /** When an entry was last edited, by stretches of `span` entries by their numbers, the first being 0; those without edits are left out. */
  lastEdits(span: number): Promise<ReadonlyMap<number, Instant>>;
  /** Every source that was ever polled. */
  sources(): Promise<SourceRecord[]>;
  /** The editions that went out, newest first: one that waits for approval, or was rejected, is nobody's to read. */
  editions(): Promise<EditionRecord[]>;
  /** What these editions hold, and their pages as they were printed, in no order. */
  contents(names: readonly string[]): Promise<{ edition: Edition; webHtml: string }[]>;
}

export function publishingQueries(db: Kysely<Schema>): PublishingQueries {
  return {
    async newest(count, from) {
      if (from === null) return (await published(db).limit(count).execute()).map(entryOf);
      const ids = await newestOf(db, from, count);
      const rows = await inPortions(ids, (some) => published(db).where('entries.id', 'in', some).execute());
      return rows.map(entryOf).sort(newestFirst);
    },
    async lastEntry() {
      const { last } = await db
        .selectFrom('entries')
        .select((entries) => entries.fn.max('id').as('last'))
        .executeTakeFirstOrThrow();
      return Number(last ?? 0);
    },
    async between(from, to) {
      const rows = await published(db).where('entries.id', '>=', from).where('entries.id', '<=', to).execute();
      return rows.map(entryOf);
    },
    async texts(ids) {
      const rows = await inPortions(ids, (some) =>
        db.selectFrom('entries').select(['id', 'content_html']).where('id', 'in', some).execute(),
      );
      return new Map(rows.map((row) => [row.id, row.content_html]));
    },
    withdrawn: () =>
      db
        .selectFrom('entries')
        .innerJoin('sources', 'sources.id', 'entries.source_id')
        .select(['entries.id', 'entries.url', 'entries.edition', 'sources.url as sourceUrl'])
        .where('entries.withdrawn', 'is not', null)
        .execute(),
    async lastEdits(span) {
      const stretch = sql<number>`(id - 1) / ${sql.lit(span)}`;
      const rows = await db
        .selectFrom('entries')
        .select(({ fn }) => [stretch.as('stretch'), fn.max('changed').as('last')])
        .where('changed', 'is not', null)
        .groupBy(stretch)
        .execute();
      return new Map(rows.map((row) => [Number(row.stretch), Number(row.last)]));
    },
    sources: () => sourceRecords(db),
    async editions() {
      const rows = await db
        .selectFrom('editions')
        .select(['name', 'subject', 'period_from', 'period_to'])
        .where('state', 'not in', ['waiting', 'rejected'])
        .orderBy('period_to', 'desc')
        .execute();
      return rows.map((row) => ({
        name: row.name,
        title: row.subject,
        period: { from: row.period_from, to: row.period_to },
      }));
    },
    async contents(names) {
      if (names.length === 0) return [];
      const rows = await db.selectFrom('editions').select(['content', 'web_html']).where('name', 'in', names).execute();
      return rows.map((row) => ({ edition: JSON.parse(row.content), webHtml: row.web_html }));
    },
  };
}

/** The entries that their sources have not withdrawn, newest first. */
function published(db: Kysely<Schema>) {
  return db
    .selectFrom('entries')
    .innerJoin('sources', 'sources.id', 'entries.source_id')
    .select(ENTRY_COLUMNS)
    .where('entries.withdrawn', 'is', null)
    .orderBy('entries.published', 'desc')
    .orderBy('entries.id', 'desc');
}

type Dated = Pick<LeanEntry, 'id' | 'published'>;

function newestFirst(a: Dated, b: Dated): number {
  return b.published - a.published || b.id - a.id;
}

/**
 * The numbers of the newest `count` entries of these sources. They can only be of the `count` sources that posted last,
 * each of which is asked for its own: no database finds this way by itself, but reads all that they ever posted.
 */
async function newestOf(db: Kysely<Schema>, urls: readonly string[], count: number): Promise<number[]> {
  if (urls.length === 0) return [];
  const sources = await db
    .selectFrom('sources')
    .select('id')
    .select(lastPost)
    .where('url', 'in', urls)
    .orderBy('last_post', (order) => order.desc().nullsLast())
    .limit(count)
    .execute();
  const found: Dated[] = [];
  for (const { id } of sources) {
    const entries = db.selectFrom('entries').select(['id', 'published']).where('source_id', '=', id);
    found.push(
      ...(await entries
        .where('withdrawn', 'is', null)
        .orderBy('published', 'desc')
        .orderBy('id', 'desc')
        .limit(count)
        .execute()),
    );
  }
  return found
    .sort(newestFirst)
    .slice(0, count)
    .map(({ id }) => id);
}

/** The date of a source's newest post. */
function lastPost(source: ExpressionBuilder<Schema, 'sources'>) {
  return source
    .selectFrom('entries')
    .select('entries.published')
    .whereRef('entries.source_id', '=', 'sources.id')
    .where('entries.withdrawn', 'is', null)
    .orderBy('entries.published', 'desc')
    .limit(1)
    .as('last_post');
}

async function sourceRecords(db: Kysely<Schema>): Promise<SourceRecord[]> {
  const rows = await db
    .selectFrom('sources')
    .select(['url', 'first_url', 'title', 'feed_id', 'home_page_url', 'language', 'failures', 'gone', 'last_changed'])
    .select(lastPost)
    .execute();
  return rows.map((row) => ({
    url: row.url,
    firstUrl: row.first_url,
    title: row.title,
    feedId: row.feed_id,
    homePageUrl: row.home_page_url,
    language: row.language,
    failures: row.failures,
    gone: row.gone === 1,
    lastChanged: row.last_changed,
    lastPost: row.last_post,
  }));
}
