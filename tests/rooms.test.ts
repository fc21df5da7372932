import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..', 'src');

/** Whom each room may import besides itself, as docs/architecture.md has it. */
const EVERYWHERE = ['model.ts', 'fault.ts', 'folder.ts', 'address.ts', 'encoding.ts'];
const HOUSE: Readonly<Record<string, readonly string[]>> = {
  config: [],
  poll: [],
  feed: [],
  extract: [],
  store: [],
  templating: [],
  digest: ['templating'],
  mail: [],
  publish: ['templating'],
  web: ['templating', 'app.ts', 'commands', 'mail', 'publish', 'poll', 'store', 'digest', 'config'],
  work: ['app.ts', 'commands', 'config', 'poll', 'store', 'mail', 'digest', 'publish'],
  commands: ['*'],
};

/** Findings of `extract` that these may use as types, and as types only. */
const TYPES_OF_EXTRACT = ['digest', 'publish'];

/** The interfaces that rooms declare of the store, which it satisfies. */
const WANTED_OF_THE_STORE = /^\w+\/[\w-]+-store\.ts$/;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const imports: readonly Import[] = globSync('**/*.ts', { cwd: SRC }).flatMap((file) => importsOf(file));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'|import\('(\.[^']+)'\)/gm,
  );
  return [...statements].map(([, type, stated = '', loaded]) => ({
    from: file,
    to: relative(SRC, join(SRC, dirname(file), loaded ?? stated)),
    typeOnly: type !== undefined,
  }));
}

function roomOf(file: string): string {
  return file.split('/')[0] ?? file;
}

function allowed({ from, to, typeOnly }: Import): boolean {
  const [room, target] = [roomOf(from), roomOf(to)];
  if (room === target || EVERYWHERE.includes(target)) return true;
  if (typeOnly && target === 'extract' && TYPES_OF_EXTRACT.includes(room)) return true;
  if (typeOnly && room === 'store' && WANTED_OF_THE_STORE.test(to)) return true;
  const others = HOUSE[room];
  return others !== undefined && (others.includes('*') || others.includes(target));
}

describe('the rooms of the house', () => {
  it('are those that the plan names', () => {
    const rooms = new Set(globSync('*/**/*.ts', { cwd: SRC }).map(roomOf));
    expect([...rooms].filter((room) => !(room in HOUSE))).toEqual([]);
  });

  it.each(Object.keys(HOUSE))('%s imports only whom it may', (room) => {
    const strays = imports.filter((one) => roomOf(one.from) === room && !allowed(one));
    expect(strays.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('only the ways in know the commands', () => {
    const callers = imports.filter((one) => roomOf(one.to) === 'commands').map((one) => roomOf(one.from));
    expect(['command-line.ts', 'commands', 'web', 'work']).toEqual(expect.arrayContaining([...new Set(callers)]));
  });

  it('only the store writes SQL', () => {
    const users = globSync('**/*.ts', { cwd: SRC }).filter((file) =>
      /from '(kysely|node:sqlite|pg')/.test(readFileSync(join(SRC, file), 'utf8')),
    );
    expect(users.filter((file) => roomOf(file) !== 'store')).toEqual([]);
  });

  it.each(['poll', 'feed', 'extract', 'digest', 'mail', 'publish', 'templating', 'config', 'store'])(
    '%s asks neither the clock nor chance by itself',
    (room) => {
      const strays = globSync(`${room}/**/*.ts`, { cwd: SRC }).filter((file) =>
        /Date\.now\(\)|new Date\(\)|Math\.random\(\)|randomUUID\(/.test(readFileSync(join(SRC, file), 'utf8')),
      );
      expect(strays).toEqual([]);
    },
  );
});
