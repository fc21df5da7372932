import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';

/** Room for new objects, in bytes. V8 would give them six times as much, which caches do not hold, and be no faster. */
const YOUNG = 8 * 1024 * 1024;

/** From so many bytes on a heap is large, and its garbage collected before it has grown by as much as in a small one. */
const LARGE = 96 * 1024 * 1024;

/** By how many per cent of what is alive garbage may grow. */
const GROWTH = { small: 100, large: 40 };

/**
 * Keeps V8 from letting garbage grow to several times what is alive before it collects it. Polling and publishing make
 * much that is soon done with, and hold little at a time, however many feeds or entries there are. What is held of the first
 * of them V8 takes for a sign, and puts the like among what is old from then on, where it keeps all that it refers to.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH.small}`);
  setFlagsFromString('--no-allocation-site-pretenuring');
  let limits = [limitYoung, limitGrowth];
  const observer = new PerformanceObserver(() => {
    limits = limits.filter((limit) => !limit());
    if (limits.length === 0) observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}

/** Lets the room for new objects grow no more when it is large enough; returns whether it is. */
function limitYoung(): boolean {
  const { space_size = 0 } = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space') ?? {};
  if (space_size < YOUNG) return false;
  setFlagsFromString('--semi-space-growth-factor=1');
  return true;
}

/** Has garbage collected earlier when the heap is large; returns whether it is. */
function limitGrowth(): boolean {
  if (getHeapStatistics().used_heap_size < LARGE) return false;
  setFlagsFromString(`--heap-growing-percent=${GROWTH.large}`);
  return true;
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
