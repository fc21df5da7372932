import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { RUN_LOCKS } from '../runs.ts';
import type { Schema } from '../schema.ts';
import type { Membership, Sharing } from '../sharing.ts';
import { holdSite, openSession, type Server } from './session.ts';

/** How long the database waits for a sign of life before it counts a worker out. */
const SILENCE_MS = 10_000;
const SIGN_OF_LIFE_MS = 2_500;

/** One more than the greatest name of a run. */
const RUNS = 2 ** 31;

/** The database's clock in milliseconds: of this very moment, not of the transaction's beginning. */
const NOW = `extract(epoch from clock_timestamp()) * 1000`;

/** What workers share of a site in PostgreSQL. */
export function openSharing(db: Kysely<Schema>, server: Server): Sharing {
  return {
    queue: { address: server.address, schema: `${server.site}_jobs` },
    join: (chance) => join(server, Math.floor(chance() * RUNS)),
    async takeTurns(name, count, gap) {
      const taken = count * gap;
      const { rows } = await sql<{ wait: number }>`
        insert into turns (name, next) values (${name}, ${sql.raw(NOW)} + ${taken}::float8)
        on conflict (name) do update set next = greatest(turns.next, ${sql.raw(NOW)}) + ${taken}::float8
        returning next - ${taken}::float8 - ${sql.raw(NOW)} as wait`.execute(db);
      return Math.max(0, rows[0]?.wait ?? 0);
    },
  };
}

/**
 * A member is a connection that holds the site together with the others, and a lock of its own that says that its run
 * lives. The database ends the connection, and with it both, when the process dies or is not heard of in time.
 */
async function join(server: Server, run: number): Promise<Membership | null> {
  const session = await openSession(server);
  if (!(await holdSite(session, server.site, 'together'))) {
    await session.end();
    return null;
  }
  await session.query(`select pg_advisory_lock(${RUN_LOCKS}, $1)`, [run]);
  await session.query(`set idle_session_timeout = ${SILENCE_MS}`);
  const lost = new AbortController();
  let ahead = await clockAhead(session);
  const signsOfLife = setInterval(() => {
    clockAhead(session).then(
      (measured) => {
        ahead = measured;
      },
      (reason: unknown) => lost.abort(reason),
    );
  }, SIGN_OF_LIFE_MS);
  session.on('end', () => lost.abort());
  return {
    run: String(run),
    lost: lost.signal,
    now: () => Math.round(performance.now() + ahead),
    async leave() {
      clearInterval(signsOfLife);
      await session.end();
    },
  };
}

/** How far the database's clock is ahead of this process's stopwatch. */
async function clockAhead(session: pg.Client): Promise<number> {
  const asked = performance.now();
  const { rows } = await session.query(`select ${NOW} as now`);
  return Number(rows[0]?.now) - (asked + performance.now()) / 2;
}
