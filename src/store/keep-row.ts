import { type CompiledQuery, type DialectAdapter, type Insertable, type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { isPostgres } from './transactions.ts';

/** The tables whose rows number themselves and that a poll fills. */
type FilledTable = 'sources' | 'entries' | 'events';

interface Kept {
  readonly id: number;
}

/** A statement and the columns that its parameters are the values of. */
interface Statement {
  readonly columns: readonly string[];
  readonly query: CompiledQuery<Kept>;
}

const statements = new WeakMap<DialectAdapter, Map<FilledTable, Statement>>();

/**
 * Adds a row and returns its id; a source that is there already is replaced. A poll adds thousands of rows with the
 * same columns, and composing a statement takes longer than running it, so each is composed once for a database.
 */
export async function keepRow<T extends FilledTable>(
  db: Kysely<Schema>,
  table: T,
  row: Insertable<Schema[T]> & Readonly<Record<string, unknown>>,
): Promise<number> {
  const { columns, query } = statementFor(db, table, row);
  const parameters = columns.map((column) => storable(row[column]));
  const { rows, insertId } = await db.executeQuery<Kept>({ ...query, parameters });
  const id = rows[0]?.id ?? insertId;
  if (id === undefined) throw new Error(`${table} took a row and gave no id`);
  return Number(id);
}

function statementFor(db: Kysely<Schema>, table: FilledTable, row: Readonly<Record<string, unknown>>): Statement {
  const { adapter } = db.getExecutor();
  const ofDatabase = statements.get(adapter) ?? new Map<FilledTable, Statement>();
  statements.set(adapter, ofDatabase);
  const known = ofDatabase.get(table);
  if (known !== undefined) return known;
  const columns = Object.keys(row);
  const made = { columns, query: compose(db, table, columns) };
  ofDatabase.set(table, made);
  return made;
}

function compose(db: Kysely<Schema>, table: FilledTable, columns: readonly string[]): Statement['query'] {
  const names = columns.map((column) => sql.ref(column));
  const renewed = names.map((name) => sql`${name} = excluded.${name}`);
  const mayReplace = table === 'sources';
  const conflict = mayReplace ? sql`on conflict (url) do update set ${sql.join(renewed)}` : sql``;
  // SQLite tells the id of a new row by itself. Where it is asked to return one it keeps a journal of the statement in a
  // file, which costs four times what the row does.
  const returning = mayReplace || isPostgres(db) ? sql`returning id` : sql``;
  return sql<Kept>`
    insert into ${sql.table(table)} (${sql.join(names)}) values (${sql.join(columns.map(() => null))})
    ${conflict} ${returning}`.compile(db);
}

/** PostgreSQL's texts hold every character but U+0000, which no text of a feed needs. */
function storable(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
}
