import type { Checkup } from './checkup.ts';
import { type Finding, faulty, fine, wrong } from './finding.ts';

/** Every source: whether it answers, with a feed, from where it is listed. Without a network `network` has said so. */
export async function examineSources({ app, online, visits, unlisted }: Checkup): Promise<Finding[]> {
  if (unlisted !== null) return [faulty(unlisted)];
  if (visits.length === 0) {
    return [wrong(`${app.settings.sources}: lists no source`, 'add one by: tidings add https://a.blog/')];
  }
  const asked = visits.filter(({ unreached }) => online || !unreached);
  const troubles = asked.flatMap(({ trouble }) => trouble ?? []);
  const sound = `${asked.length - troubles.length} of ${visits.length} answer with a feed from where they are listed`;
  return [...troubles, fine(sound)];
}
