import { describe, expect, it } from 'vitest';
import { showingProgress } from '../../src/commands/progress.ts';
import type { Progress } from '../../src/poll/poll.ts';

const BEGUN: Progress = { planned: 40, updated: 0, unchanged: 0, failed: 0, waitingFor: [] };
const HALFWAY: Progress = { planned: 40, updated: 5, unchanged: 14, failed: 1, waitingFor: ['slow.example'] };

/** What is drawn on a terminal of so many columns while a poll tells of these steps. */
async function drawn(steps: readonly Progress[], columns = 120, failure: Error | null = null): Promise<string> {
  let written = '';
  const terminal = { write: (text: string) => (written += text), isTTY: true, columns };
  const shown = showingProgress(terminal, async (tell) => {
    for (const step of steps) tell(step);
    if (failure !== null) throw failure;
  });
  await (failure === null ? shown : expect(shown).rejects.toThrow(failure));
  return written;
}

describe('the progress of a poll', () => {
  it('is a bar from the first moment on, before any host has answered', async () => {
    expect(await drawn([BEGUN])).toContain('0/40  0 updated, 0 unchanged, 0 failed');
  });

  it('tells what has become of the sources, and of the hosts that keep it waiting', async () => {
    expect(await drawn([BEGUN, HALFWAY])).toContain(
      '20/40  5 updated, 14 unchanged, 1 failed  waiting for slow.example',
    );
  });

  it('is cut off by a narrow terminal and wraps into no second line', async () => {
    const written = await drawn([HALFWAY], 40);
    const [stopWrapping, wrapAgain] = ['\x1b[?7l', '\x1b[?7h'].map((code) => written.indexOf(code));
    expect(stopWrapping).toBeLessThan(written.indexOf('20/40'));
    expect(wrapAgain).toBeGreaterThan(written.lastIndexOf('20/40'));
    expect(written).not.toContain('\n');
  });

  it.each([
    ['at the end', null],
    ['when the poll breaks off', new Error('the disk is full')],
  ])('is gone %s, and the cursor is back', async (_, failure) => {
    const written = await drawn([BEGUN], 120, failure);
    const [hide, show, clear] = ['\x1b[?25l', '\x1b[?25h', '\x1b[2K'].map((code) => written.lastIndexOf(code));
    expect(show).toBeGreaterThan(hide ?? Infinity);
    expect(clear).toBeGreaterThan(written.lastIndexOf('0/40'));
  });

  it('is not drawn where nothing is asked', async () => {
    expect(await drawn([{ ...BEGUN, planned: 0 }])).toBe('');
  });
});
