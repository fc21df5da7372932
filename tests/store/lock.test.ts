import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { databases } from '../support/states.ts';

describe.each(databases)('$name: the lock of a site', (database) => {
  it.skipIf(database.missing !== null)('is held by one at a time', async () => {
    await using state = await database.make();
    await using one = await opened(state.address);
    await using other = await opened(state.address);
    const lock = await one.store.lock();
    expect(lock).not.toBeNull();
    expect(await other.store.lock()).toBeNull();
    await lock?.release();
    const again = await other.store.lock();
    expect(again).not.toBeNull();
    await again?.release();
  });
});

async function opened(address: string) {
  const store = await openStore(address);
  return { store, [Symbol.asyncDispose]: () => store.close() };
}
