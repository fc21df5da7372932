import type { App } from '../app.ts';
import { groupStories } from '../extract/duplicates.ts';
import type { PublishedEntry } from '../publish/post.ts';
import { isWanted, type LeanEntry, type ListedSources } from './listed-sources.ts';

/** Which of the newest posts are asked for. */
export interface StoriesWanted {
  /** How many. */
  readonly count: number;
  /** Of how many of them the whole text. */
  readonly whole: number;
  /** The addresses of the sources that they are to be of; null: of any. */
  readonly from: readonly string[] | null;
}

/** The newest posts, each story once, newest first: as many entries are looked at as it takes. */
export async function newestStories(
  { store }: App,
  sources: ListedSources,
  { count, whole, from }: StoriesWanted,
): Promise<PublishedEntry[]> {
  for (let examined = 2 * count; ; examined *= 2) {
    const newest = await store.publishing.newest(examined, from);
    const wanted = newest.filter((entry) => isWanted(entry, sources));
    const stories = tellOnce(wanted, sources);
    if (stories.length < count && newest.length === examined) continue;
    return withTexts(store, stories.slice(0, count), whole);
  }
}

/** The stories among the entries with numbers `from` to `to`, newest first; with their texts where they are wanted `whole`. */
export async function storiesBetween(
  { store }: App,
  sources: ListedSources,
  { from, to, whole }: { readonly from: number; readonly to: number; readonly whole: boolean },
): Promise<PublishedEntry[]> {
  const entries = await store.publishing.between(from, to);
  const stories = tellOnce(
    entries.filter((entry) => isWanted(entry, sources)),
    sources,
  );
  return withTexts(store, stories, whole ? stories.length : 0);
}

/** The stories, the first `whole` of them with their texts. */
async function withTexts(store: App['store'], stories: readonly Story[], whole: number): Promise<PublishedEntry[]> {
  const texts = await store.publishing.texts(stories.slice(0, whole).map(({ entry }) => entry.id));
  return stories.map((story) => ({
    ...story,
    entry: { ...story.entry, contentHtml: texts.get(story.entry.id) ?? '' },
  }));
}

type Story = Omit<PublishedEntry, 'entry'> & { readonly entry: LeanEntry };

function tellOnce(entries: readonly LeanEntry[], sources: ListedSources): Story[] {
  const homePages = new Map([...sources].map(([url, { profile }]) => [url, profile.homePageUrl]));
  const stories = groupStories(entries, homePages);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const copiesOf = new Map(stories.map((story) => [story.original, story.copies]));
  const copies = new Set(stories.flatMap((story) => story.copies));
  return entries.flatMap((entry) => {
    const source = sources.get(entry.sourceUrl)?.profile;
    if (source === undefined || copies.has(entry.id)) return [];
    return [{ entry, source, copies: (copiesOf.get(entry.id) ?? []).flatMap((id) => copyOf(byId.get(id), sources)) }];
  });
}

function copyOf(entry: LeanEntry | undefined, sources: ListedSources): PublishedEntry['copies'] {
  if (entry === undefined) return [];
  return [{ source: sources.get(entry.sourceUrl)?.profile.name ?? '', url: entry.url }];
}
