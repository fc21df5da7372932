import { readFile } from 'node:fs/promises';
import type { App, GlobalOptions } from '../app.ts';
import { Fault, unreadable } from '../fault.ts';
import { readAddress } from '../mail/address.ts';
import { formatCsv } from '../mail/csv.ts';
import { personOf, type RefusedLine, readPeople } from '../mail/people.ts';
import type { NewSubscriber, SubscriberState } from '../model.ts';
import type { SubscriberRecord } from '../store/subscribers.ts';

interface EmailsOptions extends GlobalOptions {
  readonly emails: readonly string[];
  readonly name?: string;
}

interface FileOptions extends GlobalOptions {
  readonly file: string;
}

/** An address on the command line that is none. */
type Refusal = Omit<RefusedLine, 'line'>;

/** Lists the subscribers in the order of their coming. */
export async function listSubscribers(app: App): Promise<number> {
  const all: Pick<SubscriberRecord, 'email' | 'name' | 'state'>[] = [];
  for await (const { email, name, state } of app.store.subscribers.all()) all.push({ email, name, state });
  app.console.printJson(all);
  for (const { email, name, state } of all)
    app.console.print(name === '' ? `${state}\t${email}` : `${state}\t${email}\t${name}`);
  return 0;
}

/** Adds addresses as active subscribers; who is known stays as they are. */
export async function addSubscribers(app: App, options: EmailsOptions): Promise<number> {
  const { addresses, refused } = readAddresses(options.emails);
  const people = addresses.map((address) => personOf(address, options.name ?? ''));
  await addAndReport(app, people, refused);
  return refused.length === 0 ? 0 : 1;
}

/** Imports a CSV file of subscribers as active. A bad line does not keep the others out. */
export async function importSubscribers(app: App, { file }: FileOptions): Promise<number> {
  const read = readPeople(await textOf(file));
  if (read === null) {
    const mend = 'name the columns in its first line, as in: email,name';
    throw new Fault({ stage: 'usage', subject: file, problem: 'has no column "email"', mend });
  }
  await addAndReport(app, read.people, read.refused);
  return 0;
}

async function addAndReport(
  app: App,
  people: readonly NewSubscriber[],
  refused: readonly (RefusedLine | Refusal)[],
): Promise<void> {
  const added = await app.store.subscribers.add(people, app.clock());
  const known = people.length - added;
  app.console.printJson({ added, known, refused });
  app.console.print(`${added} added, ${known} known already, ${refused.length} refused`);
  for (const { email, error, ...where } of refused) {
    app.log.warn(`${'line' in where ? `line ${where.line}: ` : ''}${email === '' ? '' : `"${email}" `}${error}`);
  }
}

/** Strikes addresses from the list. Who unsubscribed or was suppressed is kept as such, so that no import brings them back. */
export async function removeSubscribers(app: App, options: EmailsOptions): Promise<number> {
  const { addresses, refused } = readAddresses(options.emails);
  const removed: string[] = [];
  const unknown: string[] = refused.map(({ email }) => email);
  for (const { text, key } of addresses) {
    const was = await app.store.subscribers.remove(key, app.clock());
    (was === null ? unknown : removed).push(text);
    app.console.print(removalLine(text, was));
  }
  for (const { email, error } of refused) app.log.warn(`"${email}" ${error}`);
  app.console.printJson({ removed, unknown });
  return unknown.length === 0 ? 0 : 1;
}

function removalLine(email: string, was: SubscriberState | null): string {
  if (was === null) return `${email}: not on the list`;
  if (was === 'active' || was === 'pending') return `${email}: removed`;
  return `${email}: ${was} already; kept as such, so that no import brings it back (subscribers forget erases it)`;
}

/** Erases all that is known of people. What is left is a hash that keeps imports from mailing them again. */
export async function forgetSubscribers(app: App, options: EmailsOptions): Promise<number> {
  const { addresses, refused } = readAddresses(options.emails);
  const forgotten: string[] = [];
  const unknown: string[] = refused.map(({ email }) => email);
  for (const { text, key } of addresses) {
    const known = await app.store.subscribers.forget(key, app.clock());
    (known ? forgotten : unknown).push(text);
    app.console.print(`${text}: ${known ? 'erased' : 'nothing was known of it'}`);
  }
  app.console.printJson({ forgotten, unknown });
  return unknown.length === 0 ? 0 : 1;
}

/** Prints all subscribers as CSV, with the columns that came with an import. */
export async function exportSubscribers(app: App): Promise<number> {
  const all: SubscriberRecord[] = [];
  for await (const subscriber of app.store.subscribers.all()) all.push(subscriber);
  const extra = [...new Set(all.flatMap(({ kept }) => Object.keys(kept)))];
  const rows = all.map((subscriber) => [
    subscriber.email,
    subscriber.name,
    subscriber.state,
    new Date(subscriber.since).toISOString(),
    subscriber.language ?? '',
    subscriber.tags.join(';'),
    ...extra.map((column) => subscriber.kept[column] ?? ''),
  ]);
  app.console.printJson(all.map(({ email, name, state }) => ({ email, name, state })));
  for (const row of [[...COLUMNS, ...extra], ...rows]) app.console.print(formatCsv(row));
  return 0;
}

const COLUMNS = ['email', 'name', 'state', 'since', 'language', 'tags'];

function readAddresses(texts: readonly string[]) {
  const read = texts.map((text) => ({ text, address: readAddress(text) }));
  return {
    addresses: read.flatMap(({ address }) => ('error' in address ? [] : [address])),
    refused: read.flatMap(({ text, address }) => ('error' in address ? [{ email: text, error: address.error }] : [])),
  };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    throw new Fault({ stage: 'usage', subject: file, ...unreadable(thrown) });
  }
}
