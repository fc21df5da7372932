import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Checkup } from './checkup.ts';
import { type Finding, fine, warning, wrong } from './finding.ts';

const MEGABYTE = 1_000_000;
const TIGHT = 500 * MEGABYTE;
const FULL = 20 * MEGABYTE;

/** The room on the disks of state and output. */
export async function examineDisk({ app: { settings }, freeSpace }: Checkup): Promise<Finding[]> {
  const folders = [settings.output, ...(settings.state.includes('://') ? [] : [dirname(settings.state)])];
  const free = await Promise.all(folders.map((folder) => freeSpace(nearest(folder))));
  const least = Math.min(...free);
  const left = `${Math.floor(least / MEGABYTE)} MB are free`;
  const mend = 'make room on the disk, or move "state" and "output" to another';
  if (least < FULL) return [wrong(left, mend)];
  return [least < TIGHT ? warning(left, mend) : fine(left)];
}

/** The folder, or the nearest one above that is there. */
export function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}
