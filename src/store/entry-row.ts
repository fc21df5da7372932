import type { Selectable } from 'kysely';
import type { Entry } from '../model.ts';
import type { EntryTable } from './schema.ts';

/** A row of `entries` without the text, which is most of it, and with the address of its source. */
export type EntryRow = Omit<
  Selectable<EntryTable>,
  | 'source_id'
  | 'guid_key'
  | 'link_key'
  | 'title_key'
  | 'raw'
  | 'content_html'
  | 'page'
  | 'withdrawn'
  | 'listed'
  | 'initial'
> & { readonly source_url: string };

/** The columns of {@link EntryRow}, for a query over `entries` joined with `sources`. */
export const ENTRY_COLUMNS = [
  'entries.id',
  'entries.fingerprint',
  'entries.guid',
  'entries.url',
  'entries.title',
  'entries.own_summary',
  'entries.summary',
  'entries.image',
  'entries.published',
  'entries.updated',
  'entries.first_seen',
  'entries.changed',
  'entries.language',
  'entries.words',
  'entries.minutes',
  'entries.authors',
  'entries.tags',
  'entries.attachments',
  'entries.links',
  'entries.sketch',
  'entries.origin',
  'entries.truncated',
  'entries.edition',
  'sources.url as source_url',
] as const;

/** An entry without its text, which few look at, and without its events, which are in a table of their own. */
export type LeanEntry = Omit<Entry, 'contentHtml' | 'events'>;

/** A row as the entry it holds. */
export function entryOf(row: EntryRow): LeanEntry {
  return {
    id: row.id,
    sourceUrl: row.source_url,
    fingerprint: row.fingerprint,
    guid: row.guid,
    url: row.url,
    title: row.title,
    ownSummary: row.own_summary,
    summary: row.summary,
    image: row.image === null ? null : JSON.parse(row.image),
    published: row.published,
    updated: row.updated,
    firstSeen: row.first_seen,
    changed: row.changed,
    language: row.language,
    words: row.words,
    minutes: row.minutes,
    authors: JSON.parse(row.authors),
    tags: JSON.parse(row.tags),
    attachments: JSON.parse(row.attachments),
    links: JSON.parse(row.links),
    sketch: row.sketch,
    origin: row.origin === null ? null : JSON.parse(row.origin),
    truncated: row.truncated === 1,
    edition: row.edition,
  };
}
