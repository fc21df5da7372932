import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Instant } from '../../src/model.ts';
import { addressHash } from '../../src/store/suppressions.ts';
import type { Received } from '../mail/support/mail-server.ts';

/** An entry of the state, as far as the invariants speak of it. */
export interface StoredEntry {
  readonly url: string;
  readonly title: string;
  readonly initial: number;
  readonly published: Instant;
  readonly edition: string | null;
}

export interface StoredDelivery {
  readonly edition: string;
  readonly email: string;
  readonly message_id: string;
  readonly state: string;
  readonly last_error: string | null;
}

/** The recipient that the settings name. */
export const EDITOR = 'editor@example.org';

/** What is in the state between two runs. */
export interface Snapshot {
  readonly entries: readonly StoredEntry[];
  readonly editions: readonly { readonly name: string; readonly state: string; readonly content: string }[];
  readonly deliveries: readonly StoredDelivery[];
  /** How many would get an edition that begins now: the active, and the editor unless the address was struck out. */
  readonly recipients: number;
  /** What SQLite finds wrong with its file. */
  readonly unsound: readonly string[];
}

export function takeSnapshot(state: string): Snapshot {
  if (!existsSync(state)) return { entries: [], editions: [], deliveries: [], recipients: 0, unsound: [] };
  using database = new DatabaseSync(state);
  const unsound = [
    ...database
      .prepare('pragma integrity_check')
      .all()
      .map((row) => String(row.integrity_check)),
    ...database
      .prepare('pragma foreign_key_check')
      .all()
      .map((row) => `${row.table} refers to nothing`),
  ].filter((finding) => finding !== 'ok');
  const tables = database.prepare("select name from sqlite_schema where name = 'facts'").all();
  if (tables.length === 0) return { entries: [], editions: [], deliveries: [], recipients: 0, unsound };
  const rows = (query: string) => database.prepare(query).all();
  return {
    entries: rows('select url, title, initial, published, edition from entries').map((row) => ({
      url: String(row.url),
      title: String(row.title),
      initial: Number(row.initial),
      published: Number(row.published),
      edition: row.edition === null ? null : String(row.edition),
    })),
    editions: rows('select name, state, content from editions').map((row) => ({
      name: String(row.name),
      state: String(row.state),
      content: String(row.content),
    })),
    deliveries: rows('select edition, email, message_id, state, last_error from deliveries').map((row) => ({
      edition: String(row.edition),
      email: String(row.email),
      message_id: String(row.message_id),
      state: String(row.state),
      last_error: row.last_error === null ? null : String(row.last_error),
    })),
    recipients:
      rows("select * from subscribers where state = 'active'").length +
      (rows('select email_hash from suppressions').some((row) => row.email_hash === addressHash(EDITOR)) ? 0 : 1),
    unsound,
  };
}

/** Each entry of the state is a post that was written, as it was written, once. */
export function* wrongEntries({ entries }: Snapshot, titleOf: (url: string) => string | null): Iterable<string> {
  for (const [url, same] of Map.groupBy(entries, (entry) => entry.url)) {
    if (same.length > 1) yield `${url} is in the state ${same.length} times`;
    const title = titleOf(url);
    if (title === null) yield `${url} ("${same[0]?.title}") was never written`;
    else if (same[0]?.title !== title) yield `${url} is called "${same[0]?.title}" for "${title}"`;
  }
}

/** No post is in two editions, and what an entry says of its edition is true. */
export function* wrongEditions({ entries, editions }: Snapshot): Iterable<string> {
  const told = new Map<string, string[]>();
  for (const { name, content } of editions) {
    for (const url of linksIn(content)) told.set(url, [...(told.get(url) ?? []), name]);
  }
  for (const [url, names] of told) if (names.length > 1) yield `${url} is in ${names.join(' and ')}`;
  for (const { url, edition } of entries) {
    const inEdition = told.get(url)?.[0] ?? null;
    if ((edition || null) !== inEdition) yield `${url} is in ${inEdition}, and its entry says ${edition}`;
  }
}

const Linked = z.object({ url: z.string() });
const Content = z.object({
  posts: z.array(Linked.extend({ alsoIn: z.array(Linked), series: z.object({ parts: z.array(Linked) }).nullable() })),
  brief: z.array(Linked),
});

/** The addresses of all posts that an edition tells of as new. */
function linksIn(content: string): ReadonlySet<string> {
  const { posts, brief } = Content.parse(JSON.parse(content));
  const others = posts.flatMap(({ alsoIn, series }) => [...alsoIn, ...(series?.parts ?? [])]);
  return new Set([...posts, ...others, ...brief].map(({ url }) => url));
}

/** What the state says of each delivery is what the mail server saw. */
export function* wrongDeliveries(
  { deliveries }: Snapshot,
  received: readonly Received[],
  refused: ReadonlySet<string>,
): Iterable<string> {
  const arrived = Map.groupBy(received, ({ message }) => messageIdOf(message));
  for (const [id, copies] of arrived) {
    if (copies.length > 1) yield `${copies[0]?.to.join()} got ${id} ${copies.length} times`;
    if (!deliveries.some((delivery) => delivery.message_id === id)) yield `${id} arrived, and nobody knows of it`;
  }
  for (const { edition, email, message_id, state, last_error } of deliveries) {
    const copies = arrived.get(message_id) ?? [];
    const name = `${edition} to ${email}`;
    if (state === 'sent' && copies.length === 0) yield `${name} is said to be sent, and never arrived`;
    if (state !== 'sent' && state !== 'uncertain' && copies.length > 0) yield `${name} is ${state}, and arrived`;
    if (copies.some(({ to }) => to.join() !== email)) yield `${name} arrived at ${copies[0]?.to.join()}`;
    const isGivenUp = last_error?.startsWith('given up') ?? false;
    if (state === 'failed' && !isGivenUp && !refused.has(email)) yield `${name} failed, and nobody refused it`;
  }
}

function messageIdOf(message: string): string {
  return /^Message-ID:\s*(<[^>]+>)/im.exec(message)?.[1] ?? 'a message without Message-ID';
}

const ENDINGS: Readonly<Record<string, RegExp>> = {
  '.xml': /<\/(feed|rss)>\s*$/,
  '.opml': /<\/opml>\s*$/,
  '.html': /<\/html>\s*$/,
  '.ics': /END:VCALENDAR\r\n$/,
};

/** Each published file is whole; what is unfinished lies apart, and only where a run did not come to its end. */
export function* wrongFiles(output: string, cameToItsEnd: boolean): Iterable<string> {
  if (!existsSync(output)) return;
  for (const entry of readdirSync(output, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isUnfinished = path.includes('.unfinished');
    if (isUnfinished && cameToItsEnd) yield `${path} was left behind`;
    if (isUnfinished || entry.isDirectory()) continue;
    const text = readFileSync(path, 'utf8');
    if (ENDINGS[extname(path)]?.test(text) === false) yield `${path} is not whole`;
    if (path.endsWith('.json') && !isJson(text)) yield `${path} is not whole`;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
