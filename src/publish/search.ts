import { dayOf } from './event.ts';
import { oneLine } from './plain.ts';
import type { Post } from './post.ts';
import type { PublishedFile } from './publication.ts';
import { fileOfTerm, termsOf } from './terms.ts';

/** How many entries a part of the index is for, by the order in which they came. */
export const SEARCHED_ENTRIES = 2000;

/** How many posts of a part one of its files lists. */
const POSTS_A_FILE = 250;

/** What of a summary is searched. */
const SUMMARY_LENGTH = 200;

/** The files of a part that have its words. */
const WORD_FILES = [...'0abcdefghijklmnopqrstuvwxyz'];

/**
 * A part of the search's index, in a folder of its own. A browser loads of it only the files of the words that are looked
 * for, and those that list what it found. A full part stays as it is until one of its posts changes or goes.
 */
export interface SearchPart {
  readonly folder: string;
  /** The first and the last entry that it is for, by their numbers in the state. */
  readonly from: number;
  readonly to: number;
}

/** The parts that `entries` entries make, oldest first. */
export function searchParts(entries: number): SearchPart[] {
  return Array.from({ length: Math.ceil(entries / SEARCHED_ENTRIES) }, (_, index) => ({
    folder: `search/${index + 1}`,
    from: index * SEARCHED_ENTRIES + 1,
    to: Math.min(entries, (index + 1) * SEARCHED_ENTRIES),
  }));
}

/** The paths of a part's files, whatever its posts are. */
export function searchPaths({ folder, from, to }: SearchPart): string[] {
  const lists = Array.from({ length: Math.ceil((to - from + 1) / POSTS_A_FILE) }, (_, index) => `posts-${index}`);
  return [...lists, ...WORD_FILES].map((name) => `${folder}/${name}.json`);
}

/** What the search page's script begins with: how many parts there are. */
export function searchFile(parts: readonly SearchPart[]): PublishedFile {
  return { path: 'search.json', body: JSON.stringify({ parts: parts.length, postsAFile: POSTS_A_FILE }) };
}

/** The files of a part with these posts, newest first: lists of posts, and words with the places of posts in the lists. */
export function searchFiles(part: SearchPart, posts: readonly Post[], timezone: string): PublishedFile[] {
  const listed = posts.toReversed().map((post) => listing(post, timezone));
  const words = new Map(WORD_FILES.map((name) => [name, new Map<string, number[]>()]));
  for (const [place, { terms }] of listed.entries()) {
    for (const term of terms) placesOf(words.get(fileOfTerm(term)), term).push(place);
  }
  return searchPaths(part).map((path, index) => {
    const file = words.get(path.slice(part.folder.length + 1, -'.json'.length));
    const shown = listed.slice(index * POSTS_A_FILE, (index + 1) * POSTS_A_FILE).map(({ post }) => post);
    return { path, body: JSON.stringify(file === undefined ? shown : Object.fromEntries(file)) };
  });
}

function placesOf(file: Map<string, number[]> | undefined, term: string): number[] {
  const places = file?.get(term) ?? [];
  file?.set(term, places);
  return places;
}

/** A post as it is listed, and the words by which it is found. */
function listing({ title, url, summary, source, published }: Post, timezone: string) {
  const beginning = oneLine(summary.slice(0, SUMMARY_LENGTH).toWellFormed());
  return {
    post: { title: title || beginning || source.title, url, source: source.title, day: dayOf(published, timezone) },
    terms: termsOf(`${title} ${beginning} ${source.title}`),
  };
}
