import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { layOutSite } from '../support/site.ts';
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

const LOCK = join(import.meta.dirname, '..', '..', 'src', 'store', 'lock.ts');

/** Runs a shell script in which disks can be mounted that nobody else sees. */
function withOwnDisks(script: string, ...args: string[]) {
  return spawnSync('unshare', ['--map-root-user', '--mount', 'sh', '-ec', script, 'sh', ...args], { encoding: 'utf8' });
}

const canMount = withOwnDisks('mount -t tmpfs tmpfs /mnt').status === 0;

it.skipIf(!canMount)(
  `the lock of a SQLite state is taken on a full disk too${canMount ? '' : ' (skipped: no disk can be mounted here)'}`,
  () => {
    using site = layOutSite({ 'disk/empty': '' });
    const { stdout, stderr } = withOwnDisks(
      `mount -t tmpfs -o size=64k tmpfs "$1" && touch "$1/state.lock"
      dd if=/dev/zero of="$1/fill" bs=4k 2>/dev/null || true
      "$2" -e 'import(process.argv[1]).then(({ takeLock }) => console.log(takeLock(process.argv[2]) !== null))' "$3" "$1/state"`,
      site.path('disk'),
      process.execPath,
      LOCK,
    );
    expect({ stdout, stderr }).toEqual({ stdout: 'true\n', stderr: '' });
  },
);

async function opened(address: string) {
  const store = await openStore(address);
  return { store, [Symbol.asyncDispose]: () => store.close() };
}
