import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import { inTransaction, isPostgres } from './transactions.ts';

/** The tables as they are, whatever they mean: to move a state from one database to another. */
export interface Tables {
  /** The rows of a table, a page at a time. */
  rows(table: TableName): AsyncIterable<readonly Row[]>;
  /** Fills empty tables with these rows, all or none. @returns false where a table holds something already. */
  fill(rows: RowsOf): Promise<boolean>;
  /** Puts these rows in the place of all there are, all or none. */
  replace(rows: RowsOf): Promise<void>;
  /** What each table holds. */
  contents(): Promise<readonly TableContents[]>;
  /** Does `act` with the tables as they are at one instant, whoever writes to them meanwhile. */
  atOneInstant<T>(act: (tables: Pick<Tables, 'rows' | 'contents'>) => Promise<T>): Promise<T>;
}

/** The rows of a table, a page at a time. */
export type RowsOf = (table: TableName) => AsyncIterable<readonly Row[]>;

/** How many rows a table has, and a checksum of all that is in them: the same in both databases. */
export interface TableContents {
  readonly table: TableName;
  readonly rows: number;
  /** The rows' SHA-256 joined by XOR, in hexadecimal. */
  readonly checksum: string;
}

export type TableName = keyof Schema;
export type Row = Readonly<Record<string, unknown>>;

/** The tables, those referred to before those that refer to them, each with its key. */
const KEYS = {
  sources: ['id'],
  hosts: ['host'],
  hub_subscriptions: ['name'],
  pushes: ['id'],
  entries: ['id'],
  events: ['id'],
  calendar: ['uid'],
  editions: ['name'],
  deliveries: ['edition', 'email_key'],
  subscribers: ['id'],
  suppressions: ['email_hash'],
  soft_bounces: ['email_key', 'edition'],
  confirmations: ['id'],
  facts: ['name'],
} as const satisfies Record<TableName, readonly string[]>;

const TABLES: readonly TableName[] = Object.keys(KEYS).filter((name): name is TableName => name in KEYS);

/** Rows read or written at once: all their values together are fewer than one statement may have. */
const PAGE_SIZE = 500;

export function tables(db: Kysely<Schema>): Tables {
  return {
    rows: (table) => pages(db, table),
    fill: (rows) =>
      inTransaction(db, async (transaction) => {
        for (const table of TABLES) if (await holdsRows(transaction, table)) return false;
        await fillAll(transaction, rows);
        return true;
      }),
    replace: (rows) =>
      inTransaction(db, async (transaction) => {
        for (const table of TABLES.toReversed()) await sql`delete from ${sql.table(table)}`.execute(transaction);
        await fillAll(transaction, rows);
      }),
    async contents() {
      const all: TableContents[] = [];
      for (const table of TABLES) all.push(await contentsOf(db, table));
      return all;
    },
    atOneInstant(act) {
      const transaction = db.transaction();
      // SQLite has no other transactions than such, nor a word for them.
      const still = isPostgres(db) ? transaction.setIsolationLevel('repeatable read') : transaction;
      return still.execute((fixed) => act(tables(fixed)));
    },
  };
}

/** The tables that are not the same in both. */
export function differing(before: readonly TableContents[], after: readonly TableContents[]): TableName[] {
  const others = new Map(after.map((contents) => [contents.table, contents]));
  return before
    .filter(({ table, rows, checksum }) => {
      const other = others.get(table);
      return other?.rows !== rows || other.checksum !== checksum;
    })
    .map(({ table }) => table);
}

async function fillAll(db: Transaction<Schema>, rows: RowsOf): Promise<void> {
  for (const table of TABLES) {
    for await (const page of rows(table)) await insert(db, table, page);
    await numberOn(db, table);
  }
}

async function* pages(db: Kysely<Schema>, table: TableName): AsyncIterable<readonly Row[]> {
  const keys: readonly string[] = KEYS[table];
  const key = sql.join(keys.map((name) => sql.ref(name)));
  for (let last: Row | undefined; ; ) {
    const from = last === undefined ? sql`` : sql`where (${key}) > (${sql.join(keys.map((name) => last?.[name]))})`;
    const statement = sql<Row>`select * from ${sql.table(table)} ${from} order by ${key} limit ${sql.lit(PAGE_SIZE)}`;
    const { rows } = await statement.execute(db);
    last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
  }
}

async function holdsRows(db: Kysely<Schema>, table: TableName): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
  return rows.length > 0;
}

async function insert(db: Kysely<Schema>, table: TableName, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  const names = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(db);
}

/** Lets PostgreSQL number new rows after those that came with numbers; SQLite does of itself. */
async function numberOn(db: Transaction<Schema>, table: TableName): Promise<void> {
  if (KEYS[table][0] !== 'id' || !isPostgres(db)) return;
  await sql`select setval(pg_get_serial_sequence(${table}, 'id'), greatest(max(id), 1), max(id) is not null)
            from ${sql.table(table)}`.execute(db);
}

async function contentsOf(db: Kysely<Schema>, table: TableName): Promise<TableContents> {
  const checksum = Buffer.alloc(32);
  let count = 0;
  for await (const rows of pages(db, table)) {
    count += rows.length;
    for (const row of rows) {
      const hash = createHash('sha256').update(canonical(row)).digest();
      for (const [index, byte] of hash.entries()) checksum[index] = (checksum[index] ?? 0) ^ byte;
    }
  }
  return { table, rows: count, checksum: checksum.toString('hex') };
}

/** A row as one text, whatever the order of its columns; U+0000 as PostgreSQL has it. */
function canonical(row: Row): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))).replaceAll('\\u0000', '\uFFFD');
}
