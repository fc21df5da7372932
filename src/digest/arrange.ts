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

/** Arranges posts without moving any: where groups would change their order there are none. */
export function arrangeInOrder(posts: readonly EditionPost[]): Arrangement {
  const arrangement = arrange(posts);
  const order = [...arrangement.leads, ...arrangement.groups.flatMap((group) => group.posts)];
  if (order.every((post, index) => post === posts[index])) return arrangement;
  return { leads: arrangement.leads, groups: [{ name: null, posts: posts.slice(arrangement.leads.length) }] };
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
