import type { App } from '../app.ts';
import { toPosts } from '../publish/post.ts';
import {
  SEARCHED_ENTRIES,
  type SearchPart,
  searchFile,
  searchFiles,
  searchParts,
  searchPaths,
} from '../publish/search.ts';
import type { ListedSources } from './listed-sources.ts';
import { alterationsOf, type Piece } from './pieces.ts';
import { storiesBetween } from './stories.ts';

/** The index of the search over all posts, a piece for each part of it. */
export async function gatherSearch(app: App, sources: ListedSources): Promise<Piece[]> {
  const { settings, store } = app;
  const parts = searchParts(await store.publishing.lastEntry());
  const { sources: kept, ...altered } = await alterationsOf(app, sources, SEARCHED_ENTRIES);
  const file = searchFile(parts);
  const pieces = parts.map((part, index) => ({
    name: part.folder,
    paths: searchPaths(part),
    madeOf: [settings.timezone, part.to, kept, altered.withdrawnIn(index), altered.editedIn(index)],
    files: () => filesOf(app, sources, part),
  }));
  return [...pieces, { name: file.path, paths: [file.path], madeOf: parts.length, files: async () => [file] }];
}

async function filesOf(app: App, sources: ListedSources, part: SearchPart) {
  const stories = await storiesBetween(app, sources, { ...part, whole: false });
  return searchFiles(part, toPosts(stories), app.settings.timezone);
}
