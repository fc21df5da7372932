import { type RawBuilder, sql } from 'kysely';

/** The class of the advisory locks by which PostgreSQL knows which runs of a site live, given the SQL that names the site. */
export function runLocks(site: string): string {
  return `hashtext('tidings run ' || ${site})`;
}

/** In PostgreSQL, the names of the site's runs that live: each holds a lock of that number. */
export const livingRuns: RawBuilder<string> = sql<string>`(
  select objid::text from pg_locks
  where locktype = 'advisory' and classid = ${sql.raw(runLocks('current_schema()'))}::oid and objsubid = 2
    and database = (select oid from pg_database where datname = current_database()))`;
