import type { Edition } from '../model.ts';

/** The edition without the posts at these addresses, and without the events that nothing else announced. */
export function withoutPosts(edition: Edition, gone: ReadonlySet<string>): Edition {
  const stays = ({ url }: { readonly url: string | null }) => url === null || !gone.has(url);
  return {
    ...edition,
    events: edition.events.flatMap((event) => {
      const announcedBy = event.announcedBy.filter(stays);
      return announcedBy.length === 0 && event.announcedBy.length > 0 ? [] : [{ ...event, announcedBy }];
    }),
    posts: edition.posts.filter(stays).map((post) => ({
      ...post,
      series: post.series && { ...post.series, parts: post.series.parts.filter(stays) },
      alsoIn: post.alsoIn.filter(stays),
    })),
    brief: edition.brief.filter(stays),
  };
}
