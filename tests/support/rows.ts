import pg from 'pg';

/** Says how many rows each table of a site and of its queue has, and which transactions wrote them. */
export async function watchRows(
  address: string,
  site: string,
  cleanUp: AsyncDisposableStack,
): Promise<() => Promise<unknown[]>> {
  const database = new pg.Client(address);
  await database.connect();
  cleanUp.defer(() => database.end());
  const { rows } = await database.query(
    `select nspname || '.' || relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where relkind = 'r' and nspname in ($1, $2) order by 1`,
    [site, `${site}_jobs`],
  );
  const counts = rows
    .map(({ name }) => `select '${name}' as name, count(*), sum(xmin::text::int8) as written from ${name}`)
    .join(' union all ');
  return async () => (await database.query(counts)).rows;
}
