import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Instant } from '../model.ts';
import type { Schema } from './schema.ts';

/** What an address is known by once nothing else of it may be kept. */
export function addressHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Puts addresses on the list of those never to be mailed again; those on it stay with their first reason. */
export async function addSuppressions(
  db: Kysely<Schema>,
  keys: readonly string[],
  reason: string,
  now: Instant,
): Promise<void> {
  if (keys.length === 0) return;
  await db
    .insertInto('suppressions')
    .values(keys.map((key) => ({ email_hash: addressHash(key), reason, since: now })))
    .onConflict((conflict) => conflict.column('email_hash').doNothing())
    .execute();
}

/** Which of these addresses are suppressed. */
export async function suppressedAmong(db: Kysely<Schema>, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const hashes = new Map(keys.map((key) => [addressHash(key), key]));
  const rows = await db
    .selectFrom('suppressions')
    .select('email_hash')
    .where('email_hash', 'in', [...hashes.keys()])
    .execute();
  return new Set(rows.map((row) => hashes.get(row.email_hash) ?? ''));
}
