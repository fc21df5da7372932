import { openSession, type Server, siteLock } from './session.ts';

/** How long the database waits for a sign of life of the one who leads before another may. */
const SILENCE_MS = 6_000;
const SIGN_OF_LIFE_MS = 1_500;

/** Does `act` under a lock that one connection to the site holds at a time; whether it could be had. */
export async function lead(server: Server, act: () => Promise<void>): Promise<boolean> {
  const session = await openSession(server, SILENCE_MS - SIGN_OF_LIFE_MS);
  let signs: NodeJS.Timeout | undefined;
  try {
    await session.query(`set idle_session_timeout = ${SILENCE_MS}`);
    const { rows } = await session.query(TAKE, [server.site]);
    if (rows[0]?.taken !== true) return false;
    // Whoever leads no longer is told so by what it writes, not here.
    signs = setInterval(() => void session.query('select').catch(() => undefined), SIGN_OF_LIFE_MS);
    await act();
    return true;
  } finally {
    clearInterval(signs);
    await session.end();
  }
}

const TAKE = `select pg_try_advisory_lock(${siteLock('leader')}) as taken`;
