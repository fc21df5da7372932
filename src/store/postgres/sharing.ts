import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { runLocks } from '../runs.ts';
import type { Schema } from '../schema.ts';
import type { Membership, Sharing } from '../sharing.ts';
import { lead } from './lead.ts';
import { connectionTo, holdSite, openSession, type Server } from './session.ts';

/** How long the database waits for a sign of life before it counts a worker out. */
const SILENCE_MS = 10_000;
const SIGN_OF_LIFE_MS = 2_500;

/** One more than the greatest name of a run. */
const RUNS = 2 ** 31;

/** The database's clock in milliseconds: of this very moment, not of the transaction's beginning. */
const NOW = `extract(epoch from clock_timestamp()) * 1000`;

/** The schema of a site's queue of jobs; no site may be called so. */
export function queueSchema(site: string): string {
  return `${site}_jobs`;
}

/** What workers share of a site in PostgreSQL. */
export function openSharing(db: Kysely<Schema>, server: Server): Sharing {
  return {
    queue: { connection: connectionTo(server), schema: queueSchema(server.site) },
    join: (chance) => join(server, Math.floor(chance() * RUNS)),
    lead: (act) => lead(server, act),
    async takeTurns(name, count, gap) {
      const taken = count * gap;
      const { rows } = await sql<{ wait: number }>`
        insert into turns (name, next) values (${name}, ${sql.raw(NOW)} + ${taken}::float8)
        on conflict (name) do update set next = greatest(turns.next, ${sql.raw(NOW)}) + ${taken}::float8
        returning next - ${taken}::float8 - ${sql.raw(NOW)} as wait`.execute(db);
      return Math.max(0, rows[0]?.wait ?? 0);
    },
    async slowDown(name, { shortest, longest }) {
      await sql`
        insert into turns (name, next, gap)
        values (${name}, ${sql.raw(NOW)} + ${shortest}::float8, ${shortest}::float8)
        on conflict (name) do update set
          gap = least(${longest}::float8, greatest(${shortest}::float8, turns.gap * 2)),
          next = ${sql.raw(NOW)} + least(${longest}::float8, greatest(${shortest}::float8, turns.gap * 2))`.execute(db);
    },
    async speedUp(name, { shortest }) {
      await sql`
        update turns set gap = case when gap / 2 < ${shortest}::float8 then 0 else gap / 2 end
        where name = ${name}`.execute(db);
    },
    async slowed(prefix) {
      const { rows } = await sql<{ name: string; gap: number; wait: number }>`
        select name, gap, next - ${sql.raw(NOW)} as wait from turns
        where gap > 0 and starts_with(name, ${prefix})`.execute(db);
      return new Map(rows.map(({ name, gap, wait }) => [name, { gap, wait: Math.max(0, wait) }]));
    },
  };
}

/**
 * A member is a connection that holds the site together with the others, and a lock of its own that says that its run
 * lives. The database ends the connection, and with it both, when the process dies or is not heard of in time.
 */
async function join(server: Server, run: number): Promise<Membership | null> {
  const session = await openSession(server, SILENCE_MS - SIGN_OF_LIFE_MS);
  if (!(await holdSite(session, server.site, 'together'))) {
    await session.end();
    return null;
  }
  await session.query(`select pg_advisory_lock(${runLocks('current_schema()')}, $1)`, [run]);
  await session.query(`set idle_session_timeout = ${SILENCE_MS}`);
  const lost = new AbortController();
  let ahead = await clockAhead(session);
  const lose = (reason?: unknown) => {
    lost.abort(reason);
    server.wires.cut();
  };
  let signOfLife: NodeJS.Timeout;
  const giveSigns = () => {
    signOfLife = setTimeout(() => {
      clockAhead(session).then((measured) => {
        ahead = measured;
        giveSigns();
      }, lose);
    }, SIGN_OF_LIFE_MS);
  };
  giveSigns();
  session.on('end', lose);
  return {
    run: String(run),
    lost: lost.signal,
    now: () => Math.round(performance.now() + ahead),
    async leave() {
      session.off('end', lose);
      clearTimeout(signOfLife);
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
