import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** What is in here Linux keeps in memory; a container may have little of it. */
const IN_MEMORY = '/dev/shm';

const ENOUGH_BYTES = 2 ** 31;

/**
 * Before the first test: lays out a folder for all temporary files of the run, in memory where there is room, for most of
 * what a disk costs tests is the making of files. It goes with the run; what V8 compiled stays for the next.
 */
export default function provide(): () => void {
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');
  const folder = mkdtempSync(join(hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'tidings-tests-'));
  // Programs that run as users of their own must get through to their files.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ENOUGH_BYTES;
}
