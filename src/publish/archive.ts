import { atomFeed } from './atom.ts';
import type { Channel, ChannelLink } from './channel.ts';
import type { PublishedFile } from './publication.ts';

/** How many entries an archive document is for, by the order in which they came. */
export const ARCHIVE_ENTRIES = 500;

/**
 * One document of the merged feed's archive (RFC 5005, 4). A full one has a name for ever; the last, which still
 * fills, has a new name with each entry, so that readers who know it by name need not ask whether it changed.
 */
export interface ArchiveDocument {
  readonly path: string;
  /** The first and the last entry that it is for, by their numbers in the state. */
  readonly from: number;
  readonly to: number;
  readonly full: boolean;
}

/** The documents that `entries` entries make, oldest first. */
export function archiveDocuments(entries: number): ArchiveDocument[] {
  return Array.from({ length: Math.ceil(entries / ARCHIVE_ENTRIES) }, (_, index) => {
    const [from, last] = [index * ARCHIVE_ENTRIES + 1, (index + 1) * ARCHIVE_ENTRIES];
    if (entries < last) return { path: `archive/${index + 1}-to-${entries}.xml`, from, to: entries, full: false };
    return { path: `archive/${index + 1}.xml`, from, to: last, full: true };
  });
}

/** Where a document stands among the others. */
export interface ArchivePlace {
  readonly previous: ArchiveDocument | null;
  /** The one after it, once it has its name for ever. */
  readonly next: ArchiveDocument | null;
}

/** Where the document at `index` stands. */
export function placeOf(documents: readonly ArchiveDocument[], index: number): ArchivePlace {
  const next = documents[index + 1];
  return { previous: documents[index - 1] ?? null, next: next?.full === true ? next : null };
}

/** The document at `path` with the channel's posts. */
export function archiveFile(channel: Channel, siteUrl: string, path: string, place: ArchivePlace): PublishedFile {
  const links: ChannelLink[] = [{ rel: 'current', href: channel.atomUrl }];
  if (place.previous !== null) links.push({ rel: 'prev-archive', href: `${siteUrl}${place.previous.path}` });
  if (place.next !== null) links.push({ rel: 'next-archive', href: `${siteUrl}${place.next.path}` });
  return { path, body: atomFeed({ ...channel, atomUrl: `${siteUrl}${path}`, links, archive: true }) };
}
