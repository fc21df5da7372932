import type { Room } from './room.ts';

/** Gmail clips a message at 102,400 bytes; what is left of that is for the recipient's own places. */
export const htmlBudget = 100_000;

/** What MJML makes of a filled template is, in the shipped one, at most this much longer. */
const expectedGrowth = 1.12;

/** The two steps that a rendering of some room is made in: the cheap one, which tells its size, and the dear one. */
export interface Press {
  fill(room: Room): Promise<string>;
  compile(filled: string): Promise<string>;
}

/** Compiles the largest of `rooms`, which come largest first, whose HTML is within the budget. It is compiled once if templates grow
 * under compilation as expected, again with what was learnt where they grow more. The last room is taken however large. */
export async function compileWithin(
  budget: number,
  rooms: readonly Room[],
  press: Press,
): Promise<{ html: string; room: Room }> {
  let growth = expectedGrowth;
  let from = 0;
  for (;;) {
    const index = await firstFitting(
      rooms,
      from,
      async (room) => byteLength(await press.fill(room)) * growth <= budget,
    );
    const room = rooms[index];
    if (room === undefined) throw new RangeError('no room to choose from');
    const filled = await press.fill(room);
    const html = await press.compile(filled);
    if (byteLength(html) <= budget || index === rooms.length - 1) return { html, room };
    growth = byteLength(html) / byteLength(filled);
    from = index + 1;
  }
}

/** The first index from `from` on that fits, else the last; all after one that fits do fit. */
async function firstFitting(
  rooms: readonly Room[],
  from: number,
  fits: (room: Room) => Promise<boolean>,
): Promise<number> {
  let low = from;
  let high = rooms.length - 1;
  let middle = low;
  while (low < high) {
    const room = rooms[middle];
    if (room !== undefined && (await fits(room))) high = middle;
    else low = middle + 1;
    middle = Math.floor((low + high) / 2);
  }
  return low;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
