import { describe, expect, it } from 'vitest';
import { compileWithin } from '../../src/digest/budget.ts';
import { type Room, roomsFor } from '../../src/digest/room.ts';

describe('the rooms for posts', () => {
  const rooms = roomsFor(20, 500);

  it('begin with everything', () => {
    expect(rooms[0]).toEqual({ excerpt: 320, pictures: 20, posts: 20, brief: 500 });
  });

  it('keep half of the posts whole until no title is left', () => {
    expect(rooms.filter((room) => room.posts < 10).every((room) => room.brief === 0)).toBe(true);
    expect(rooms.some((room) => room.posts === 10)).toBe(true);
  });

  it('shorten before they drop pictures, and drop pictures before titles', () => {
    const first = (test: (room: Room) => boolean) => rooms.findIndex(test);
    expect(first((room) => room.excerpt < 320)).toBeLessThan(first((room) => room.pictures < 20));
    expect(first((room) => room.pictures < 20)).toBeLessThanOrEqual(first((room) => room.brief < 500));
    expect(first((room) => room.brief < 500)).toBeLessThan(first((room) => room.posts < 20));
  });

  it.each([
    [0, 0],
    [1, 0],
    [3, 12],
    [200, 3000],
  ])('end with nothing for %d posts and %d titles', (posts, brief) => {
    expect(roomsFor(posts, brief).at(-1)).toEqual({ excerpt: 60, pictures: 0, posts: 0, brief: 0 });
  });
});

describe('the budget', () => {
  /** A press whose filled template has `unit` bytes a title, to which compiling adds `frame`. */
  function press(unit: number, frame: number) {
    const compiled: number[] = [];
    return {
      compiled,
      fill: async (room: Room) => 'x'.repeat(room.brief * unit),
      compile: async (filled: string) => {
        compiled.push(filled.length);
        return filled + 'x'.repeat(frame);
      },
    };
  }
  const rooms = [100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 0].map((brief) => ({
    excerpt: 0,
    pictures: 0,
    posts: 0,
    brief,
  }));

  it.each([
    ['everything where it fits', 10, 15_000, 100],
    ['as much as fits', 1600, 15_000, 50],
    ['less where a template grows more than expected', 1600, 60_000, 20],
    ['the last room however large it is', 1600, 200_000, 0],
  ])('takes %s', async (_, unit, frame, brief) => {
    expect((await compileWithin(100_000, rooms, press(unit, frame))).room.brief).toBe(brief);
  });

  it('compiles once where a template grows as expected', async () => {
    const one = press(1600, 15_000);
    await compileWithin(100_000, rooms, one);
    expect(one.compiled).toHaveLength(1);
  });

  it('counts bytes, not characters', async () => {
    const wide = {
      fill: async (room: Room) => 'é'.repeat(room.brief * 800),
      compile: async (filled: string) => filled,
    };
    expect((await compileWithin(100_000, rooms, wide)).room.brief).toBe(50);
  });
});
