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

/** One connection makes and drops all databases: to connect takes a server as long as to make one. */
const administrator = new pg.Pool({
  connectionString: 'address' in server ? server.address : '',
  max: 1,
  allowExitOnIdle: true,
});
// With the server, at the end, goes the connection.
administrator.on('error', () => undefined);

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
    const name = `tidings_test_${randomBytes(8).toString('hex')}`;
    // Its files are copied as they are, not each page by way of the log.
    await administrator.query(`create database ${name} strategy file_copy`);
    const address = new URL('address' in server ? server.address : '');
    address.pathname = `/${name}`;
    return {
      address: address.href,
      async [Symbol.asyncDispose]() {
        await administrator.query(`drop database ${name} with (force)`);
      },
    };
  },
};

/** For tests that hold of both: `describe.each(databases)`, skipped where one is missing. */
export const databases: readonly Database[] = [sqlite, postgres];
