import { describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/store.ts';
import { openSharedPace } from '../../src/work/shared-pace.ts';
import { postgres } from '../support/states.ts';

describe.skipIf(postgres.missing !== null)(`the pace of several workers (${postgres.name})`, () => {
  it('is slowed for a domain by what the mail server told any one of them, and for no other, until messages pass', async () => {
    await using state = await postgres.make();
    const stores = [await openStore(state.address), await openStore(state.address)];
    const [one, other] = stores.map((store) => paceOf(store, 1_000_000));
    for (let refusals = 0; refusals < 6; refusals += 1) await one?.slowDown('slow.example');
    await other?.turn('first.example');
    expect(other?.pause('slow.example')).toBeGreaterThan(1_000);
    expect(await other?.turn('slow.example')).toBeGreaterThan(1_000);
    expect(await one?.turn('slow.example')).toBeGreaterThan(5_000);
    expect(await other?.turn('other.example')).toBeLessThan(1_000);
    for (let accepted = 0; accepted < 6; accepted += 1) await other?.speedUp('slow.example');
    const anew = stores[0] === undefined ? undefined : paceOf(stores[0], 1_000_000);
    await anew?.turn('first.example');
    expect(anew?.pause('slow.example')).toBe(0);
    for (const store of stores) await store.close();
  });

  it('keeps to the rate in all', async () => {
    await using state = await postgres.make();
    const stores = [await openStore(state.address), await openStore(state.address)];
    const paces = stores.map((store) => paceOf(store, 1 / 60));
    const waits: number[] = [];
    for (let turn = 0; turn < 2; turn += 1) for (const pace of paces) waits.push(await pace.turn('example.net'));
    expect(waits.map((wait) => Math.round(wait / 60_000))).toEqual([0, 1, 2, 3]);
    for (const store of stores) await store.close();
  });
});

function paceOf({ sharing }: Store, rate: number) {
  if (sharing === null) throw new Error('a state in PostgreSQL is shared');
  return openSharedPace(rate, sharing, () => performance.now());
}
