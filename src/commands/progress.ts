import { Writable } from 'node:stream';
import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from '../app.ts';
import type { Progress } from '../poll/poll.ts';

const FORMAT = '{bar} {value}/{total}  {updated} updated, {unchanged} unchanged, {failed} failed  {waiting}';

/** Columns of the bar, so that its counts fit beside it on the narrowest screens in use. */
const BAR_COLUMNS = 20;

/** Polls while a live bar on the terminal shows how far it is; without a terminal, or with nothing to ask, nothing does. */
export async function showingProgress<T>(
  terminal: Terminal | null,
  poll: (onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  if (terminal === null) return poll(() => undefined);
  const stream = streamTo(terminal);
  const bar = new SingleBar(
    { format: FORMAT, barsize: BAR_COLUMNS, stream, clearOnComplete: true, hideCursor: true, fps: 5 },
    Presets.shades_classic,
  );
  try {
    return await poll((progress) => draw(bar, progress));
  } finally {
    bar.stop();
  }
}

function draw(bar: SingleBar, { planned, updated, unchanged, failed, waitingFor }: Progress): void {
  const waiting = waitingFor.length === 0 ? '' : `waiting for ${waitingFor.join(', ')}`;
  const counts = { updated, unchanged, failed, waiting };
  const settled = updated + unchanged + failed;
  if (bar.isActive) bar.update(settled, counts);
  else if (planned > 0) bar.start(planned, settled, counts);
}

/** The stream that cli-progress draws on. */
function streamTo(terminal: Terminal): NodeJS.WritableStream {
  const stream = new Writable({
    decodeStrings: false,
    write(text, _encoding, written) {
      terminal.write(String(text));
      written();
    },
  });
  return Object.assign(stream, { isTTY: true, columns: terminal.columns });
}
