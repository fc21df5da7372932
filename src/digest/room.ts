/** How much of an edition a rendering shows, so that it fits into what a mail client takes. */
export interface Room {
  /** UTF-16 units of a post's summary. */
  readonly excerpt: number;
  /** How many posts, from the first, have their picture. */
  readonly pictures: number;
  /** How many posts are whole posts; the titles of the others come first under "In brief". */
  readonly posts: number;
  /** How many titles are listed under "In brief"; the others are counted. */
  readonly brief: number;
}

/** Lists how much might be shown of so many posts and titles, from all to next to nothing. Each room is smaller than the last:
 * posts become shorter, then lose their pictures, then titles are counted instead of listed, then half the posts become titles. */
export function roomsFor(posts: number, brief: number): readonly Room[] {
  const all: Room = { excerpt: 320, pictures: posts, posts, brief };
  const short: Room = { ...all, excerpt: 160, pictures: Math.min(posts, 1) };
  const half = Math.ceil(posts / 2);
  return [
    all,
    { ...all, excerpt: 240 },
    { ...all, excerpt: 160 },
    ...fewerTitles(short, brief, 40),
    ...[0.9, 0.8, 0.7, 0.6].map((share) => moved(short, Math.max(half, Math.ceil(posts * share)))),
    ...fewerTitles(moved({ ...short, excerpt: 100, pictures: 0 }, half), 40, 0),
    ...[0.7, 0.5, 0.3, 0.1, 0].map((share) => ({
      excerpt: 60,
      pictures: 0,
      posts: Math.floor(half * share),
      brief: 0,
    })),
  ];
}

/** From `most` titles down to `least`, in steps small enough to leave little room unused. */
function fewerTitles(room: Room, most: number, least: number): Room[] {
  const rooms: Room[] = [];
  for (let brief = most; brief > least; brief = Math.floor(brief * 0.93)) rooms.push({ ...room, brief });
  return [...rooms, { ...room, brief: Math.min(most, least) }];
}

/** With fewer whole posts, and as many titles as before. */
function moved(room: Room, posts: number): Room {
  return { ...room, posts, brief: 40 };
}
