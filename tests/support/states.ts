import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Postgres } from './postgres-server.ts';
import { layOutSite } from './site.ts';

/** A state that is a test's own. */
export interface TestState extends AsyncDisposable {
  /** For `state` in the settings. */
  readonly address: string;
}

/** A kind of database that a state can be in. */
export interface Database {
  /** Tells why tests of it are skipped, where they are. */
  readonly name: string;
  /** Why tests cannot have one here; null: they can. */
  readonly missing: string | null;
  make(): Promise<TestState>;
}

const server: Postgres = JSON.parse(await (await fetch(inject('postgres'))).text());
const missing = 'missing' in server ? server.missing : null;

export const sqlite: Database = {
  name: 'SQLite',
  missing: null,
  async make() {
    const folder = layOutSite({});
    return { address: folder.path('data', 'tidings.db'), [Symbol.asyncDispose]: async () => folder[Symbol.dispose]() };
  },
};

/** Databases of a PostgreSQL server, each test's its own. */
export const postgres: Database = {
  name: missing === null ? 'PostgreSQL' : `PostgreSQL (skipped: ${missing})`,
  missing,
  async make() {
    const administered = 'address' in server ? server.address : '';
    const name = `tidings_test_${randomBytes(8).toString('hex')}`;
    await administer(administered, `create database ${name}`);
    const address = new URL(administered);
    address.pathname = `/${name}`;
    return {
      address: address.href,
      [Symbol.asyncDispose]: () => administer(administered, `drop database ${name} with (force)`),
    };
  },
};

/** For tests that hold of both: `describe.each(databases)`, skipped where one is missing. */
export const databases: readonly Database[] = [sqlite, postgres];

async function administer(address: string, statement: string): Promise<void> {
  const client = new pg.Client(address);
  await client.connect();
  await client.query(statement);
  await client.end();
}
