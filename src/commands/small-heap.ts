import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from giving new objects ever more room before it collects them, up to a hundred megabytes. Polling and
 * publishing make much that is soon done with, and gain little time by that room.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
