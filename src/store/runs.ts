import { type RawBuilder, sql } from 'kysely';

/** The class of the advisory locks by which PostgreSQL knows which runs live; any number that is tidings' own. */
export const RUN_LOCKS = 0x74696469;

/** In PostgreSQL, the names of the runs that live: each holds a lock of that number. */
export const livingRuns: RawBuilder<string> = sql<string>`(
  select objid::text from pg_locks
  where locktype = 'advisory' and classid = ${sql.lit(RUN_LOCKS)}::oid and objsubid = 2
    and database = (select oid from pg_database where datname = current_database()))`;
