import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Single facts of the site, kept by name. */
export interface FactQueries {
  get(name: string): Promise<string | null>;
  /** Keeps the value unless there is one, and returns the one kept. */
  keep(name: string, value: string): Promise<string>;
  set(name: string, value: string): Promise<void>;
  /** Sets the value where it still is `from` (null: there is none), and says whether it was: of several, one succeeds. */
  replace(name: string, from: string | null, value: string): Promise<boolean>;
}

export function factQueries(db: Kysely<Schema>): FactQueries {
  const get = async (name: string) => {
    const row = await db.selectFrom('facts').select('value').where('name', '=', name).executeTakeFirst();
    return row?.value ?? null;
  };
  return {
    get,
    async keep(name, value) {
      await db
        .insertInto('facts')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      return (await get(name)) ?? value;
    },
    async set(name, value) {
      await db
        .insertInto('facts')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
    async replace(name, from, value) {
      const written =
        from === null
          ? db
              .insertInto('facts')
              .values({ name, value })
              .onConflict((conflict) => conflict.column('name').doNothing())
              .returning('name')
          : db.updateTable('facts').set({ value }).where('name', '=', name).where('value', '=', from).returning('name');
      return (await written.execute()).length > 0;
    },
  };
}
