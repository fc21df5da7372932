import type { NewSubscriber, SubscriberState } from '../model.ts';
import { type Address, readAddress } from './address.ts';
import { type CsvRecord, parseCsv } from './csv.ts';

export interface RefusedLine {
  /** The line of the file on which the record begins. */
  readonly line: number;
  readonly email: string;
  readonly error: string;
}

export interface People {
  readonly people: readonly NewSubscriber[];
  readonly refused: readonly RefusedLine[];
}

const STATES: ReadonlyMap<string, SubscriberState> = new Map([
  ['pending', 'pending'],
  ['active', 'active'],
  ['unsubscribed', 'unsubscribed'],
  ['suppressed', 'suppressed'],
]);

/** Columns of an export that are not kept as they came: they are told anew. */
const OWN_COLUMNS: ReadonlySet<string> = new Set(['email', 'name', 'state', 'since', 'language', 'tags']);

/**
 * Reads a CSV file of subscribers: a header line that names `email`, in any case and order. Bad lines are told by their
 * numbers, and the others are read whatever those are.
 * @returns null where no column is named `email`.
 */
export function readPeople(text: string): People | null {
  const records = parseCsv(text);
  const first = records.next();
  const header = first.done ? [] : first.value.fields.map((name) => name.trim());
  const columns = header.map((name) => name.toLowerCase());
  if (!columns.includes('email')) return null;
  const people: NewSubscriber[] = [];
  const refused: RefusedLine[] = [];
  for (const record of records) {
    const read = readPerson(record, header, columns);
    if ('error' in read) refused.push(read);
    else people.push(read);
  }
  return { people, refused };
}

function readPerson(
  { line, fields, error }: CsvRecord,
  header: readonly string[],
  columns: readonly string[],
): NewSubscriber | RefusedLine {
  const value = (column: string) => (fields[columns.indexOf(column)] ?? '').trim();
  const email = value('email');
  const refusal = (problem: string): RefusedLine => ({ line, email, error: problem });
  if (error !== null) return refusal(error);
  if (email === '') return refusal('has no address');
  if (fields.length > header.length)
    return refusal(`has ${fields.length} fields where the header has ${header.length}`);
  const address = readAddress(email);
  if ('error' in address) return refusal(address.error);
  const state = value('state').toLowerCase();
  if (state !== '' && !STATES.has(state)) return refusal(`has "${state}" for its state`);
  const kept = header.flatMap((name, index): [string, string][] => {
    const text = fields[index] ?? '';
    return OWN_COLUMNS.has(columns[index] ?? '') || text === '' ? [] : [[name, text]];
  });
  return {
    ...personOf(address, value('name')),
    language: value('language') || null,
    tags: value('tags')
      .split(/[;,]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    kept: Object.fromEntries(kept),
    state: STATES.get(state) ?? null,
  };
}

/** Somebody of whom no more is known than an address and perhaps a name. */
export function personOf({ text, key }: Pick<Address, 'text' | 'key'>, name: string): NewSubscriber {
  return { email: text, key, name, language: null, tags: [], kept: {}, state: null };
}
