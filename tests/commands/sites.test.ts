import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PgBoss } from 'pg-boss';
import { describe, expect, it } from 'vitest';
import { openApp, secretOf } from '../../src/app.ts';
import { WORKED } from '../../src/commands/milestones.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { DEAD_LETTERS, QUEUES } from '../../src/work/jobs.ts';
import { fill, ofSite, SHARED } from '../store/support/filling.ts';
import { serveFleet } from '../support/fleet.ts';
import { programLaidOut } from '../support/program.ts';
import { watchRows } from '../support/rows.ts';
import { runHere } from '../support/run-here.ts';
import { layOutSite, type TestSite } from '../support/site.ts';
import { postgres } from '../support/states.ts';

const CHESS = ofSite('chess');
const POST_OF_CHESS = `https://blog.example.org/${CHESS.guid}`;

const settings = (state: string, site: string) => `title: Weekly of ${site}
url: https://news.example.org/
state: ${state}
site: ${site}
poll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }
digest: { from: "Weekly <news@example.org>" }
smtp: { url: "file:out/" }
`;

/** Every command that works on a site in PostgreSQL, asked for what another site has. Those that change less come first. */
const COMMANDS = (site: TestSite, feed: string): readonly (readonly string[])[] => [
  ['status'],
  ['status', '--html'],
  ['check'],
  ['export'],
  ['explain', POST_OF_CHESS],
  ['digest', '--out', site.path('preview')],
  ['digest', '--edition', CHESS.edition, '--out', site.path('preview')],
  ['send', '--dry-run'],
  ['subscribers', 'list'],
  ['subscribers', 'export'],
  ['backup', site.path('copy.db')],
  ['migrate', '--to', site.path('moved.db')],
  ['publish'],
  ['poll', '--all'],
  ['add', feed],
  ['import', site.path('list.opml')],
  ['bounce', site.path('bounce.eml')],
  ['subscribers', 'add', CHESS.email],
  ['subscribers', 'import', site.path('people.csv')],
  ['subscribers', 'remove', CHESS.email, SHARED.email],
  ['subscribers', 'forget', CHESS.email, `asked-${CHESS.email}`],
  ['approve', CHESS.edition],
  ['approve', SHARED.waiting],
  ['send'],
  ['send', '--resend-uncertain'],
  ['run'],
  ['vacuum'],
];

/** Those that work on no site, those that last for ever and do what `run` does, and one for SQLite's files alone. */
const OTHERS = ['init', 'demo', 'parse', 'extract', 'serve', 'work', 'restore'];

describe.skipIf(postgres.missing !== null)(`the commands of two sites in one database (${postgres.name})`, () => {
  it('show and change nothing of the other', async () => {
    await using cleanUp = new AsyncDisposableStack();
    const state = cleanUp.use(await postgres.make());
    const fleet = cleanUp.use(await serveFleet(1, 2, 1));
    const [feed = '', another = ''] = fleet.urls;
    for (const name of ['chess', 'garden']) {
      const store = await openStore(state.address, name);
      await fill(store, name);
      await store.facts.keep(WORKED, 'yes');
      await leaveDeadJobs(store, name === 'chess' ? 3 : 1);
      await store.close();
    }
    const site = cleanUp.use(
      layOutSite({
        'tidings.yaml': settings(state.address, 'garden'),
        'sources/all.yaml': `- url: ${feed}\n`,
        'list.opml': `<opml version="2.0"><body><outline type="rss" text="a" xmlUrl="${another}"/></body></opml>`,
        'people.csv': `email\n${SHARED.email}\nleft-${CHESS.email}\n`,
        'bounce.eml': bounceOf(CHESS.email, `<${CHESS.email}.${CHESS.edition}@example.org>`),
      }),
    );
    const rowsOfChess = await watchRows(state.address, 'chess', cleanUp);
    const rows = await rowsOfChess();
    const commands = COMMANDS(site, another);
    for (const args of commands) {
      const { stdout, stderr } = await runHere(...args, '--site', site.dir, '--json');
      expect(stderr, args.join(' ')).not.toContain('unexpected');
      expect(without(args, stdout + stderr), args.join(' ')).not.toMatch(/chess/i);
      expect(await rowsOfChess(), `rows of another site after ${args.join(' ')}`).toEqual(rows);
    }
    for (const [path, text] of textsOf(site, ['public', 'out', 'preview', 'moved.db'])) {
      expect(text, path).not.toMatch(/of chess/i);
    }
    expect(namesOfAll(), 'every command').toEqual([...new Set([...commands.map(nameOf), ...OTHERS])].toSorted());
  });

  it('have secrets and dead jobs of their own', async () => {
    await using cleanUp = new AsyncDisposableStack();
    const state = cleanUp.use(await postgres.make());
    const [chess, garden] = [
      { dead: 3, secret: '' },
      { dead: 1, secret: '' },
    ];
    for (const [name, own] of Object.entries({ chess, garden })) {
      const site = cleanUp.use(layOutSite({ 'tidings.yaml': settings(state.address, name) }));
      const app = await openApp({ site: site.dir }, SILENT);
      own.secret = await secretOf(app);
      await app.store.facts.keep(WORKED, 'yes');
      await leaveDeadJobs(app.store, own.dead);
      await app.close();
      const { stdout } = await runHere('status', '--site', site.dir);
      expect(stdout).toContain(`jobs dead: ${own.dead} waiting`);
    }
    expect(chess.secret).not.toBe(garden.secret);
  });
});

const SILENT = {
  environment: {},
  stdout: { write: () => true },
  stderr: { write: () => true },
  signal: new AbortController().signal,
};

/** Has so many plans of a site fail for good. */
async function leaveDeadJobs({ sharing }: Store, count: number): Promise<void> {
  if (sharing === null) return;
  const { connection, schema } = sharing.queue;
  const jobs = new PgBoss({ ...connection, schema, createSchema: false, supervise: false, schedule: false });
  await jobs.start();
  await jobs.createQueue(DEAD_LETTERS);
  for (const [name, options] of Object.entries(QUEUES)) await jobs.createQueue(name, options);
  for (let number = 0; number < count; number += 1) {
    const id = await jobs.send('plan', null, { singletonKey: `${number}`, retryLimit: 0 });
    await jobs.fetch('plan');
    await jobs.fail('plan', id ?? '');
  }
  await jobs.stop({ graceful: false });
}

/** What a mail server says of a message that it could not deliver. */
function bounceOf(email: string, messageId: string): string {
  return readFileSync(join(import.meta.dirname, '..', 'fixtures', 'mail', 'bounce.eml'), 'utf8')
    .replaceAll('ann@example.net', email)
    .replaceAll('<the-message@example.org>', messageId);
}

function without(args: readonly string[], text: string): string {
  return args.reduce((rest, argument) => rest.replaceAll(argument, ''), text);
}

/** All files below these paths of a site. */
function textsOf(site: TestSite, paths: readonly string[]): [string, string][] {
  const files = paths.flatMap((path) => globSync([path, `${path}/**`], { cwd: site.dir, withFileTypes: true }));
  return files
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'latin1')]);
}

const nameOf = ([command = '', sub = '']: readonly string[]) =>
  command === 'subscribers' ? `${command} ${sub}` : command;

function namesOfAll(): string[] {
  const names = programLaidOut().commands.flatMap((command) =>
    command.commands.length === 0 ? [command.name()] : command.commands.map((sub) => `${command.name()} ${sub.name()}`),
  );
  return names.toSorted();
}
