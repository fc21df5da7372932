import { describe, expect, it } from 'vitest';
import type { Edition } from '../../src/model.ts';
import { withoutPosts } from '../../src/publish/withdrawn.ts';
import { entry, event } from './sample.ts';

const gone = 'https://blog.example.org/gone';
const kept = 'https://blog.example.org/kept';
const announcement = (url: string) => ({ title: 'We meet', url, source: 'A blog' });
const post = (url: string | null) => ({ ...entry(1), url, source: 'A blog', authors: [], alsoIn: [], series: null });
const brief = (url: string | null) => ({ title: 'Brief', url, source: 'A blog', language: null });

function edition(changes: Partial<Edition>): Edition {
  return { name: '2014-W33', period: { from: 0, to: 1 }, events: [], posts: [], brief: [], ...changes };
}

describe('an edition without the posts that are withdrawn', () => {
  it('has the others, whole and in brief, and those without an address', () => {
    const urls = [gone, kept, null];
    const rest = withoutPosts(edition({ posts: urls.map(post), brief: urls.map(brief) }), new Set([gone]));
    expect(rest.posts.map(({ url }) => url)).toEqual([kept, null]);
    expect(rest.brief.map(({ url }) => url)).toEqual([kept, null]);
  });

  it('has neither parts nor copies of them', () => {
    const series = { title: 'A tale', continued: false, parts: [gone, kept].map((url) => ({ title: 'Part', url })) };
    const alsoIn = [gone, kept].map((url) => ({ source: 'B', url }));
    const [rest] = withoutPosts(edition({ posts: [{ ...post(kept), series, alsoIn }] }), new Set([gone])).posts;
    expect(rest?.series?.parts.map(({ url }) => url)).toEqual([kept]);
    expect(rest?.alsoIn.map(({ url }) => url)).toEqual([kept]);
  });

  it('has the events that something else announces, or that nothing ever announced', () => {
    const announced = [[gone], [gone, kept], []];
    const events = announced.map((urls) => ({ ...event().event, announcedBy: urls.map(announcement) }));
    const rest = withoutPosts(edition({ events }), new Set([gone])).events;
    expect(rest.map(({ announcedBy }) => announcedBy.map(({ url }) => url))).toEqual([[kept], []]);
  });
});
