import type { Room } from './room.ts';

/** Gmail clips a message at 102,400 bytes; what is left of that is for the recipient's own places. */
export const htmlBudget = 100_000;

/** What MJML adds to the shipped template, in bytes, where it has all its sections. */
const expectedFrame = 17_000;

/** The two steps that a rendering of some room is made in: the cheap one, which tells its size, and the dear one. */
export interface Press {
  fill(room: Room): Promise<string>;
  compile(filled: string): Promise<string>;
}

/** Compiles the largest of `rooms`, which come largest first, whose HTML is within the budget. It is compiled once if MJML adds
 * no more than expected, again with what was learnt where it does. The last room is taken however large. */
export async function compileWithin(
  budget: number,
  rooms: readonly Room[],
  press: Press,
): Promise<{ html: string; room: Room }> {
  let frame = expectedFrame;
  let candidates = rooms;
  for (;;) {
    const { room, filled, smaller } = await largestFitting(budget - frame, candidates, press);
    const html = await press.compile(filled);
    if (byteLength(html) <= budget || smaller.length === 0) return { html, room };
    frame = byteLength(html) - byteLength(filled);
    candidates = smaller;
  }
}

interface Fitting {
  readonly room: Room;
  readonly filled: string;
  /** The rooms after it. */
  readonly smaller: readonly Room[];
}

/** The first room whose filled template has at most so many bytes, else the last. Tries the largest first, as it mostly fits,
 * then halves what is left: of rooms that grow smaller, all after one that fits do fit. */
async function largestFitting(bytes: number, rooms: readonly Room[], press: Press): Promise<Fitting> {
  let low = 0;
  let high = rooms.length - 1;
  let best: Fitting | null = null;
  for (let index = 0; low <= high; index = Math.floor((low + high) / 2)) {
    const room = rooms[index];
    if (room === undefined) break;
    const filled = await press.fill(room);
    if (byteLength(filled) <= bytes || index === rooms.length - 1) {
      best = { room, filled, smaller: rooms.slice(index + 1) };
      high = index - 1;
    } else low = index + 1;
  }
  if (best === null) throw new RangeError('there are no rooms to choose from');
  return best;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
