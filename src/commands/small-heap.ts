import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from letting garbage grow to several times what is alive before it collects it. Polling and publishing make
 * much that is soon done with, and hold little at a time, however many feeds or entries there are.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
