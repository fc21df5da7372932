import { withoutPassword } from '../../store/store.ts';
import type { Checkup } from './checkup.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** The database's own look at itself, and that what it says of editions holds together. */
export async function examineState({ app: { store, settings } }: Checkup): Promise<Finding[]> {
  const state = withoutPassword(settings.state);
  const damage = await store.findDamage();
  if (damage.length === 0) return [fine(`${state} is whole`)];
  return damage.map((what) => wrong(`${state}: ${what}`, 'put a backup in its place by: tidings restore FILE'));
}
