/** How many ids one query names. */
const IDS_A_QUERY = 500;

/** What a query finds for these ids, asked a portion at a time: a statement may name only so many. */
export async function inPortions<T>(ids: readonly number[], query: (some: number[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
    found.push(...(await query(ids.slice(start, start + IDS_A_QUERY))));
  }
  return found;
}
