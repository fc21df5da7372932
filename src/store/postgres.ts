import {
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  PostgresQueryCompiler,
  replaceWithNoncontingentExpression,
  sql,
} from 'kysely';
import pg from 'pg';
import { migrate } from './migrations.ts';
import { connectionTo, takeSiteLock } from './postgres/session.ts';
import { openSharing, queueSchema } from './postgres/sharing.ts';
import { openWires } from './postgres/wires.ts';
import type { Schema } from './schema.ts';
import type { Backend } from './store.ts';

/** Connections that one process holds at most for its queries. */
const CONNECTIONS = 10;

/**
 * Opens the state of a site in a PostgreSQL database (15 or newer), in a schema that is the site's alone.
 * @throws what PostgreSQL and the migrations throw
 */
export async function openPostgres(address: string, site: string): Promise<Backend> {
  const server = { address, site, wires: openWires() };
  const pool = new pg.Pool({ ...connectionTo(server), max: CONNECTIONS, types: { getTypeParser } });
  // A connection that breaks is replaced when the next query needs one; whoever waits for an answer over one hears of it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Schema>({
    dialect: new NulFreeDialect({ pool }),
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  });
  try {
    await migrateAlone(db, site);
  } catch (thrown) {
    await db.destroy();
    throw thrown;
  }
  return { db, sharing: openSharing(db, server), lock: () => takeSiteLock(server) };
}

/** Brings the tables up to date while no other process does, by an advisory lock. */
async function migrateAlone(db: Kysely<Schema>, site: string): Promise<void> {
  await db.connection().execute(async (connection) => {
    const lock = sql`hashtextextended('tidings migration ' || ${site}::text, 0)`;
    await sql`select pg_advisory_lock(${lock})`.execute(connection);
    try {
      for (const schema of [site, queueSchema(site)]) await makeSchema(connection, schema);
      await migrate(connection, 'postgres', site);
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(connection);
    }
  });
}

/** A role that may make no schemas has had those made that it works in. */
async function makeSchema(db: Kysely<Schema>, schema: string): Promise<void> {
  const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(db);
  if (rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(db);
}

/** Instants, ids and counts come as `int8`, which pg leaves as text; all of them are exact as numbers. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format);
}

/** PostgreSQL's texts hold every character but U+0000, which no text of a feed needs. */
class NulFreeCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value);
  }
}

class NulFreeDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new NulFreeCompiler();
  }
}
