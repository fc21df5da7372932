import type { Checkup } from './checkup.ts';
import { type Finding, fine, warning } from './finding.ts';

/** Says once that there is no network, and what therefore was not looked at. */
export async function examineNetwork({ online, visits }: Checkup): Promise<Finding[]> {
  if (online) return [fine('names can be looked up')];
  const unreached = visits.filter((visit) => visit.unreached).length;
  return [
    warning(
      `no name can be looked up; not looked at: ${unreached} sources, and the DNS records for mail`,
      'run this again where there is a network',
    ),
  ];
}
