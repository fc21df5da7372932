import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../src/mail/ledger.ts';
import type { DeliveryResult, LedgerStep } from '../../src/mail/outbox-store.ts';

const result = (key: string): DeliveryResult => ({
  key,
  state: 'sent',
  attempts: 1,
  firstTried: 0,
  nextTry: 0,
  error: null,
  code: null,
  suppress: false,
});

/** A ledger whose steps are kept, and are on the disk a moment after they are asked for. */
function openSlowLedger(connections = 1) {
  const steps: LedgerStep[] = [];
  const ledger = openLedger(
    async (step) => {
      await new Promise((resolve) => setImmediate(resolve));
      steps.push({ results: step.results, ending: step.ending });
      return new Set(step.ending.filter((key) => !key.startsWith('gone')));
    },
    () => connections,
  );
  return { steps, ledger };
}

describe('the ledger', () => {
  it('answers only when the step is written, and yes only to those who may end', async () => {
    const { steps, ledger } = openSlowLedger();
    expect(await ledger.ending('ann')).toBe(true);
    expect(steps).toEqual([{ results: [], ending: ['ann'] }]);
    expect(await ledger.ending('gone')).toBe(false);
  });

  it('writes what comes at once in one step', async () => {
    const { steps, ledger } = openSlowLedger();
    ledger.ended(result('ann'));
    await Promise.all([ledger.ending('bob'), ledger.ending('cyd')]);
    expect(steps).toEqual([{ results: [result('ann')], ending: ['bob', 'cyd'] }]);
  });

  it('waits until the messages of all connections are about to end', async () => {
    const { steps, ledger } = openSlowLedger(3);
    const first = ledger.ending('ann');
    await new Promise((resolve) => setImmediate(resolve));
    expect(steps).toEqual([]);
    await Promise.all([first, ledger.ending('bob'), ledger.ending('cyd')]);
    expect(steps).toEqual([{ results: [], ending: ['ann', 'bob', 'cyd'] }]);
  });

  it('does not wait for connections that are busy with something else', async () => {
    const { ledger } = openSlowLedger(3);
    expect(await ledger.ending('ann')).toBe(true);
  });

  it('writes a result soon, though nothing more comes', async () => {
    const { steps, ledger } = openSlowLedger();
    ledger.ended(result('ann'));
    await expect.poll(() => steps).toEqual([{ results: [result('ann')], ending: [] }]);
  });

  it('has everything on the disk when it is settled', async () => {
    const { steps, ledger } = openSlowLedger();
    ledger.ended(result('ann'));
    await ledger.settled();
    expect(steps).toHaveLength(1);
    await ledger.settled();
    expect(steps).toHaveLength(1);
  });

  it('fails all that come after a write that failed', async () => {
    const ledger = openLedger(
      () => Promise.reject(new Error('disk full')),
      () => 1,
    );
    await expect(ledger.ending('ann')).rejects.toThrow('disk full');
    await expect(ledger.ending('bob')).rejects.toThrow('disk full');
    ledger.ended(result('ann'));
    await expect(ledger.settled()).rejects.toThrow('disk full');
  });

  it('writes each thing once, and a result no later than the next end on its connection', async () => {
    const lane = fc.array(fc.nat(3), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(lane, { minLength: 1, maxLength: 4 }), async (lanes) => {
        const { steps, ledger } = openSlowLedger(lanes.length);
        const run = async (pauses: readonly number[], name: number) => {
          for (const [index, pause] of pauses.entries()) {
            for (let turn = 0; turn < pause; turn += 1) await new Promise((resolve) => setImmediate(resolve));
            await ledger.ending(`${name}-${index}`);
            ledger.ended(result(`${name}-${index}`));
          }
        };
        await Promise.all(lanes.map(run));
        await ledger.settled();
        const written = steps.flatMap(({ results }, at) => results.map(({ key }) => ({ key, at })));
        const ends = steps.flatMap(({ ending }, at) => ending.map((key) => ({ key, at })));
        expect(new Set(written.map(({ key }) => key)).size).toBe(lanes.flat().length);
        expect(written).toHaveLength(lanes.flat().length);
        for (const { key, at } of written) {
          const [name, index] = key.split('-').map(Number);
          const next = ends.find((end) => end.key === `${name}-${Number(index) + 1}`);
          expect(at).toBeLessThanOrEqual(next?.at ?? Number.POSITIVE_INFINITY);
        }
      }),
      { numRuns: 50 },
    );
  });
});
