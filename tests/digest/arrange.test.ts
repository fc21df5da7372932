import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, arrangedPosts, arrangeInOrder } from '../../src/digest/arrange.ts';
import { post } from './editions.ts';

const posts = (...sources: string[]) => sources.map((source, index) => post({ source, title: `${index}` }));
const shape = ({ leads, groups }: ReturnType<typeof arrange>) => ({
  leads: leads.map((one) => one.title).join(' '),
  groups: groups.map((group) => `${group.name}: ${group.posts.map((one) => one.title).join(' ')}`),
});

describe('the arrangement of posts', () => {
  it('shows every post of a short edition as a leading one', () => {
    expect(shape(arrange(posts('a', 'a', 'a', 'a', 'b')))).toEqual({ leads: '0 1 2 3 4', groups: [] });
  });

  it('groups those of one source after the leading three, the largest group first, and the rest under no name', () => {
    expect(shape(arrange(posts('a', 'b', 'c', 'd', 'e', 'f', 'e', 'f', 'e', 'f', 'f', 'g')))).toEqual({
      leads: '0 1 2',
      groups: ['f: 5 7 9 10', 'e: 4 6 8', 'null: 3 11'],
    });
  });

  it('groups by tag what is left', () => {
    const tagged = ['x', 'y', 'x', 'x', 'y'].map((tag, index) =>
      post({ source: `${index}`, title: `${index + 3}`, tags: [tag] }),
    );
    expect(shape(arrange([...posts('a', 'b', 'c'), ...tagged])).groups).toEqual(['x: 3 5 6', 'null: 4 7']);
  });

  it('is the same when it is made again of what it has put in order', () => {
    const some = fc.array(
      fc.record({ source: fc.constantFrom('a', 'b', 'c', 'd'), tags: fc.subarray(['x', 'y', 'z']) }),
    );
    fc.assert(
      fc.property(some, (given) => {
        const once = arrangedPosts(given.map((over) => post(over)));
        expect(arrangedPosts(once)).toEqual(once);
        expect(arrangeInOrder(once)).toEqual(arrange(once));
      }),
    );
  });

  it('keeps the groups at the front of an edition that goes on without', () => {
    const given = posts('a', 'b', 'c', 'd', 'd', 'd', 'e', 'd');
    expect(shape(arrangeInOrder(given))).toEqual({ leads: '0 1 2', groups: ['d: 3 4 5', 'null: 6 7'] });
  });

  it('moves no post of an edition whose posts are in another order', () => {
    const given = posts('a', 'b', 'c', 'd', 'e', 'd', 'e', 'd', 'e');
    expect(shape(arrangeInOrder(given))).toEqual({ leads: '0 1 2', groups: ['null: 3 4 5 6 7 8'] });
  });
});
