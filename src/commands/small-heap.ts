import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Room for new objects, in bytes. V8 would give them six times as much, which caches do not hold, and be no faster. */
const YOUNG = 8 * 1024 * 1024;

/**
 * Keeps V8 from letting garbage grow to several times what is alive before it collects it. Polling and publishing make
 * much that is soon done with, and hold little at a time, however many feeds or entries there are.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=100');
  const observer = new PerformanceObserver(() => {
    if (youngRoom() < YOUNG) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}

function youngRoom(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
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
