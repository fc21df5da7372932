import type { App } from '../app.ts';
import {
  ARCHIVE_ENTRIES,
  type ArchiveDocument,
  type ArchivePlace,
  archiveDocuments,
  archiveFile,
  placeOf,
} from '../publish/archive.ts';
import { toPosts } from '../publish/post.ts';
import type { PublishedFile, PublishedSite } from '../publish/publication.ts';
import { mergedChannel, printableSite } from '../publish/site.ts';
import type { ListedSources } from './listed-sources.ts';
import { alterationsOf, type Piece } from './pieces.ts';
import { storiesBetween } from './stories.ts';

/**
 * The archive of the merged feed, by which new readers go back to its beginning: a piece for each document, oldest
 * first. Readers do not ask for a full one twice, so that an edit does not change it; a post that is withdrawn leaves it.
 */
export async function gatherArchive(app: App, sources: ListedSources, site: PublishedSite): Promise<Piece[]> {
  const { title, description, url, language, feed } = app.settings;
  const documents = archiveDocuments(await app.store.publishing.lastEntry());
  const altered = await alterationsOf(app, sources, ARCHIVE_ENTRIES);
  return documents.map((document, index) => {
    const place = placeOf(documents, index);
    const head = [title, description, url, language, feed.content];
    return {
      name: document.path,
      paths: [document.path],
      madeOf: [head, altered.sources, altered.withdrawnIn(index), place.next?.path],
      files: async () => [await documentFile(app, sources, { site, document, place })],
    };
  });
}

async function documentFile(
  app: App,
  sources: ListedSources,
  { site, document, place }: { site: PublishedSite; document: ArchiveDocument; place: ArchivePlace },
): Promise<PublishedFile> {
  const { feed } = app.settings;
  const { from, to } = document;
  const stories = await storiesBetween(app, sources, { from, to, whole: feed.content === 'full' });
  const printable = printableSite(site);
  return archiveFile(mergedChannel(printable, toPosts(stories), feed), printable.url, document.path, place);
}
