import { accessSync, constants } from 'node:fs';
import { reasonOf } from '../../fault.ts';
import type { Checkup } from './checkup.ts';
import { nearest } from './disk.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** Whether the published files can be written. */
export async function examineOutput({ app: { settings } }: Checkup): Promise<Finding[]> {
  try {
    accessSync(nearest(settings.output), constants.W_OK);
    return [fine(`${settings.output} can be written`)];
  } catch (thrown) {
    const mend = 'set "output" in tidings.yaml to a folder that can be written';
    return [wrong(`${settings.output}: ${reasonOf(thrown)}`, mend)];
  }
}
