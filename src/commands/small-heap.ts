import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from letting garbage grow to several times what is alive before it collects it. Polling and publishing make
 * much that is soon done with, and hold little at a time, however many feeds or entries there are.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
}

/** From so many on, an edition's sending lasts long enough for its memory to matter. */
export const MANY_RECIPIENTS = 5000;

/**
 * Besides, keeps V8 from giving new objects ever more room, so that an edition to a hundred thousand takes the memory of
 * one to a thousand. It costs a third more of the processor, of which sending takes little.
 */
export function keepHeapFlat(): void {
  keepHeapSmall();
  setFlagsFromString('--semi-space-growth-factor=1');
}
