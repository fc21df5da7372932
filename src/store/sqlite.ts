import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import type { DatabaseConnection, SqliteDatabase } from 'kysely';
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import { makeFolder } from '../folder.ts';
import { diskFault } from './disk-fault.ts';
import { takeLock } from './lock.ts';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';
import type { Backend } from './store.ts';

/** How long a writer waits for another process's write transaction to end. */
const BUSY_TIMEOUT_MS = 10_000;

/** Statements kept compiled; the least recently made goes first. */
const STATEMENT_CACHE_SIZE = 300;

/** Opens the state in a SQLite file; its folder is made where it is missing. @throws what SQLite and the migrations throw */
export async function openSqlite(path: string): Promise<Backend> {
  makeFolder(dirname(path), 0o700);
  // SQLite gives its other files the mode of this one; it holds addresses and a secret.
  closeSync(openSync(path, 'a', 0o600));
  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(openSqliteFile(path), path) });
  try {
    await migrate(db, 'sqlite');
  } catch (thrown) {
    await db.destroy();
    throw thrown;
  }
  return { db, sharing: null, lock: async () => takeLock(path) };
}

/**
 * Opens a SQLite file for kysely: WAL, every commit on the disk before it returns, foreign keys enforced.
 * @throws what node:sqlite throws where the file cannot be opened or is no database.
 */
function openSqliteFile(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  } catch (thrown) {
    database.close();
    throw diskFault(path, thrown);
  }
  return database;
}

/** A kysely dialect over node:sqlite whose transactions take the write lock at once. */
class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;
  readonly #isInTransaction: () => boolean;

  constructor(database: DatabaseSync, path: string) {
    const adapted = adapt(database, path);
    super({ database: adapted });
    this.#database = adapted;
    this.#isInTransaction = () => database.isTransaction;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#database, this.#isInTransaction);
  }

  override createAdapter(): SqliteAdapter {
    return new WholeMigrations();
  }
}

/**
 * A deferred transaction that reads and then writes fails at once, whatever the busy timeout, when another process
 * wrote in between; an immediate one waits for its turn instead.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #isInTransaction: () => boolean;

  constructor(database: SqliteDatabase, isInTransaction: () => boolean) {
    super({ database });
    this.#isInTransaction = isInTransaction;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A transaction that the disk failed SQLite has rolled back itself. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#isInTransaction()) await super.rollbackTransaction(connection);
  }
}

/** SQLite's changes of tables are part of transactions, though kysely does not make use of it: no migration stays half done. */
class WholeMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function adapt(database: DatabaseSync, path: string): SqliteDatabase {
  const statements = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const kept = statements.get(sql);
      if (kept !== undefined) return kept;
      const made = adaptStatement(database.prepare(sql), path);
      const oldest = statements.keys().next();
      if (statements.size >= STATEMENT_CACHE_SIZE && oldest.done !== true) statements.delete(oldest.value);
      statements.set(sql, made);
      return made;
    },
  };
}

function adaptStatement(statement: StatementSync, path: string): ReturnType<SqliteDatabase['prepare']> {
  const trying = <T>(act: () => T): T => {
    try {
      return act();
    } catch (thrown) {
      throw diskFault(path, thrown);
    }
  };
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => trying(() => statement.all(...parameters.map(bindable))),
    run: (parameters) => trying(() => statement.run(...parameters.map(bindable))),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint')
    return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} cannot be stored in SQLite`);
}
