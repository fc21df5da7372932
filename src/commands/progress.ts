import { Presets, SingleBar } from 'cli-progress';
import type { App } from '../app.ts';
import type { Progress } from '../poll/poll.ts';

/** Shows how far a poll is. */
export interface PollProgress {
  show(progress: Progress): void;
  end(): void;
}

const FORMAT = '{bar} {value}/{total}  {updated} updated, {unchanged} unchanged, {failed} failed  {waiting}';

/** A live bar on a terminal; elsewhere nothing. */
export function pollProgress({ console }: App): PollProgress {
  if (!console.terminal) return { show: () => undefined, end: () => undefined };
  const bar = new SingleBar(
    { format: FORMAT, stream: process.stderr, clearOnComplete: true, hideCursor: true, fps: 5 },
    Presets.shades_classic,
  );
  return {
    show({ planned, updated, unchanged, failed, waitingFor }) {
      const waiting = waitingFor.length === 0 ? '' : `waiting for ${waitingFor.join(', ')}`;
      const counts = { updated, unchanged, failed, waiting };
      if (bar.isActive) bar.update(updated + unchanged + failed, counts);
      else bar.start(planned, updated + unchanged + failed, counts);
    },
    end: () => bar.stop(),
  };
}
