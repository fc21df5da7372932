import pg from 'pg';
import type { Duration } from '../../model.ts';
import type { Connection } from '../sharing.ts';
import type { SiteLock } from '../store.ts';
import type { Wires } from './wires.ts';

/** A database, and which site of it. */
export interface Server {
  /** `postgres://…` */
  readonly address: string;
  readonly site: string;
  readonly wires: Wires;
}

/** How long opening a connection may take. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * How long the database waits for the rest of a transaction. What a process that is paused or cut off in the middle of
 * one has locked is free again then.
 */
const TRANSACTION_SILENCE_MS = 10_000;

/** How connections are opened that see the site's schema and no other's. */
export function connectionTo({ address, site, wires }: Server): Connection {
  return {
    connectionString: address,
    options: `-c search_path=${site} -c idle_in_transaction_session_timeout=${TRANSACTION_SILENCE_MS}`,
    application_name: `tidings ${site}`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    stream: wires.open,
  };
}

/** Opens a connection of its own to a site, whose queries fail that are not answered within `patience`; null: at no time. */
export async function openSession(server: Server, patience: Duration | null): Promise<pg.Client> {
  const session = new pg.Client({ ...connectionTo(server), ...(patience === null ? {} : { query_timeout: patience }) });
  // When it breaks, its next query says so; without a listener the process would end at once.
  session.on('error', () => undefined);
  await session.connect();
  return session;
}

/**
 * Takes the lock of a site for a command; null where it cannot be had now. It is an advisory lock of a connection of
 * its own: the database drops it with the connection, however that ended.
 */
export async function takeSiteLock(server: Server): Promise<SiteLock | null> {
  const session = await openSession(server, null);
  if (await holdSite(session, server.site, 'alone')) return { release: () => session.end() };
  await session.end();
  return null;
}

/** The number of an advisory lock of the site that `$1` names: of 64 bits, so that no two of thousands of sites share one. */
export function siteLock(what: 'site' | 'leader'): string {
  return `hashtextextended('tidings ${what} ' || $1, 0)`;
}

const TAKE = {
  alone: `select pg_try_advisory_lock(${siteLock('site')}) as taken`,
  together: `select pg_try_advisory_lock_shared(${siteLock('site')}) as taken`,
} as const;

/** Takes the site's lock for a connection, `alone` or `together` with others who take it so; whether it could be had. */
export async function holdSite(session: pg.Client, site: string, mode: keyof typeof TAKE): Promise<boolean> {
  const { rows } = await session.query(TAKE[mode], [site]);
  return rows[0]?.taken === true;
}
