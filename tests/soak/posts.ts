import type { Instant } from '../../src/model.ts';
import type { Chance } from './chance.ts';

/** A post as its author wrote it: what the soak knows to be true. */
export interface Post {
  readonly id: string;
  readonly feed: number;
  readonly appears: Instant;
  /** When its text is changed; null: never. */
  readonly edited: Instant | null;
  readonly title: string;
  readonly text: string;
}

const DAY = 86_400_000;

/** The posts that a feed gets from some days before `from` until `to`, `rate` a day on average. */
export function writePosts(feed: number, rate: number, from: Instant, to: Instant, chance: Chance): Post[] {
  const posts: Post[] = [];
  for (let at = from - 5 * DAY; at < to; at += (2 * chance.next() * DAY) / rate) {
    const id = `${feed}x${posts.length}`;
    posts.push({
      id,
      feed,
      appears: Math.floor(at / 1000) * 1000,
      edited: chance.happens(0.2) ? at + chance.next() * 5 * DAY : null,
      title: `${words(chance, 4)} ${id}`,
      text: `${Array.from({ length: 4 }, () => `${words(chance, 9)}.`).join(' ')} ${announcement(at, chance)}`,
    });
  }
  return posts;
}

/** A feed's posts at an instant, the newest first, no more than it shows. */
export function shownAt(posts: readonly Post[], now: Instant, most: number): readonly Post[] {
  return posts
    .filter(({ appears }) => appears <= now)
    .slice(-most)
    .reverse();
}

function announcement(at: Instant, chance: Chance): string {
  if (!chance.happens(0.2)) return '';
  const day = new Date(at + (10 + chance.below(30)) * DAY);
  const named = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(day);
  return `The ${words(chance, 1)} meetup is on ${named} at 18:30 in Lyon.`;
}

function words(chance: Chance, count: number): string {
  const said = Array.from({ length: count }, () => word(chance)).join(' ');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** A word that no other text has, so that no two posts are copies of one story. */
function word(chance: Chance): string {
  const syllable = () =>
    chance.pick(['b', 'd', 'f', 'k', 'l', 'm', 'n', 'r', 't', 'v']) + chance.pick(['a', 'e', 'i', 'o', 'u']);
  return Array.from({ length: 3 + chance.below(2) }, syllable).join('');
}
