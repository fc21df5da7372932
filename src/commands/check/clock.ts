import type { Checkup } from './checkup.ts';
import { type Finding, fine, warning, wrong } from './finding.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** This machine's clock against those of the servers that answered. */
export async function examineClock({ visits, clockIsSet }: Checkup): Promise<Finding[]> {
  if (clockIsSet) return [fine('set by --now')];
  const ahead = visits.flatMap((visit) => visit.ahead ?? []).sort((a, b) => a - b);
  const median = ahead[Math.floor(ahead.length / 2)];
  if (median === undefined) return [];
  const mend = 'let it follow a time server, as by: timedatectl set-ntp true';
  const off = `is ${Math.round(Math.abs(median) / MINUTE)} minutes ${median > 0 ? 'behind' : 'ahead of'} other servers`;
  if (Math.abs(median) > HOUR) return [wrong(off, mend)];
  return [Math.abs(median) > 2 * MINUTE ? warning(off, mend) : fine('agrees with other servers')];
}
