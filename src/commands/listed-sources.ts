import type { App } from '../app.ts';
import { readSources } from '../config/sources.ts';
import { unwantedBecause } from '../digest/filter.ts';
import type { Instant, Source } from '../model.ts';
import type { PostedEntry } from '../publish/post.ts';
import type { PublishedSource } from '../publish/publication.ts';
import { profileOf } from './profiles.ts';

/** Fewer failed polls than this are a bad day, not worth telling readers of. */
const FAILURES_TOLD = 5;

/** A source that is listed now: entries of any other are not published. */
export interface ListedSource extends PublishedSource {
  readonly source: Source;
  /** When its feed last brought something else than before; null: never. */
  readonly lastChanged: Instant | null;
}

/** By their addresses, in the order of the lists. */
export type ListedSources = ReadonlyMap<string, ListedSource>;

/** What of an entry tells whether and where it is published. */
export type LeanEntry = Omit<PostedEntry, 'contentHtml'>;

/** The sources that are listed now, with what the state knows of them. */
export async function listedSources({ settings, store }: App): Promise<ListedSources> {
  const records = new Map((await store.publishing.sources()).map((record) => [record.url, record]));
  return new Map(
    readSources(settings.sources).map((source) => {
      const record = records.get(source.url);
      const failing = (record?.failures ?? 0) >= FAILURES_TOLD;
      const listed: ListedSource = {
        source,
        profile: profileOf(source, record),
        health: record?.gone ? 'gone' : failing ? 'failing' : 'ok',
        lastPost: record?.lastPost ?? null,
        lastChanged: record?.lastChanged ?? null,
      };
      return [source.url, listed];
    }),
  );
}

/** Whether the entry's source is listed, and wants it. */
export function isWanted(entry: LeanEntry, sources: ListedSources): boolean {
  const listed = sources.get(entry.sourceUrl);
  return listed !== undefined && unwantedBecause(entry, listed.source) === null;
}
