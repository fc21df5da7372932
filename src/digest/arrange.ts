import type { EditionPost } from '../model.ts';

/** Posts that stand under one heading; `name` is null for those that share neither source nor tag. */
export interface PostGroup {
  readonly name: string | null;
  readonly posts: readonly EditionPost[];
}

/** The posts of an edition as a reader meets them. */
export interface Arrangement {
  /** At the top, each with its picture. */
  readonly leads: readonly EditionPost[];
  readonly groups: readonly PostGroup[];
}

const leadCount = 3;
/** Up to this many posts, an edition is short enough to show each of them as a leading one. */
const allLead = 5;
const groupSize = 3;

/** Arranges posts, best first, into leading ones and groups of one source, else of one tag. */
export function arrange(posts: readonly EditionPost[]): Arrangement {
  if (posts.length <= allLead) return { leads: posts, groups: [] };
  const leads = posts.slice(0, leadCount);
  const bySource = gather(posts.slice(leadCount), (post) => [post.source]);
  const byTag = gather(bySource.rest, (post) => post.tags);
  const rest = byTag.rest.length === 0 ? [] : [{ name: null, posts: byTag.rest }];
  return { leads, groups: [...bySource.groups, ...byTag.groups, ...rest] };
}

/** The posts in the order in which {@link arrange} shows them. An edition keeps its posts in this order. */
export function arrangedPosts(posts: readonly EditionPost[]): readonly EditionPost[] {
  const { leads, groups } = arrange(posts);
  return [...leads, ...groups.flatMap((group) => group.posts)];
}

/** Arranges posts without moving any: after the leading ones, the groups that stand together, up to the first post that is in none. */
export function arrangeInOrder(posts: readonly EditionPost[]): Arrangement {
  if (posts.length <= allLead) return { leads: posts, groups: [] };
  const groups: PostGroup[] = [];
  let rest = posts.slice(leadCount);
  for (let next = groupAtStart(rest); next !== null; next = groupAtStart(rest)) {
    groups.push(next);
    rest = rest.slice(next.posts.length);
  }
  return {
    leads: posts.slice(0, leadCount),
    groups: rest.length === 0 ? groups : [...groups, { name: null, posts: rest }],
  };
}

/** The posts from the first on that have one source, else one tag, where they are enough for a group. */
function groupAtStart(posts: readonly EditionPost[]): PostGroup | null {
  return longestRun(posts, (post) => [post.source]) ?? longestRun(posts, (post) => post.tags);
}

function longestRun(
  posts: readonly EditionPost[],
  namesOf: (post: EditionPost) => readonly string[],
): PostGroup | null {
  const [first] = posts;
  const runs = (first === undefined ? [] : namesOf(first)).map((name) => {
    const end = posts.findIndex((post) => !namesOf(post).includes(name));
    return { name, posts: end === -1 ? posts : posts.slice(0, end) };
  });
  const [longest] = runs.sort((a, b) => b.posts.length - a.posts.length);
  return longest === undefined || longest.posts.length < groupSize ? null : longest;
}

/** Takes out the groups that are large enough, the largest first; of two as large, the one whose first post comes first. */
function gather(
  posts: readonly EditionPost[],
  namesOf: (post: EditionPost) => readonly string[],
): { groups: PostGroup[]; rest: readonly EditionPost[] } {
  const groups: PostGroup[] = [];
  let rest = posts;
  for (;;) {
    const name = commonest(rest, namesOf);
    if (name === null) return { groups, rest };
    groups.push({ name, posts: rest.filter((post) => namesOf(post).includes(name)) });
    rest = rest.filter((post) => !namesOf(post).includes(name));
  }
}

function commonest(posts: readonly EditionPost[], namesOf: (post: EditionPost) => readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of posts.flatMap((post) => [...new Set(namesOf(post))]))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  const [best] = [...counts].filter(([, count]) => count >= groupSize).sort(([, a], [, b]) => b - a);
  return best?.[0] ?? null;
}
