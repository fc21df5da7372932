import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommandLine } from '../src/command-line.ts';
import { tidings } from './support/cli.ts';
import { serveFeeds } from './support/feed-server.ts';
import { openHub } from './support/hub.ts';
import { post, rss } from './support/polling-site.ts';
import { layOutSite } from './support/site.ts';

const PASSWORDS = ['smtp-s3cret', 'feed-s3cret', 'key-s3cret'];

/** Everything that a command says, on both streams. */
async function saidBy(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  let said = '';
  const write = (text: string) => {
    said += text;
    return true;
  };
  const signal = new AbortController().signal;
  const stdin = (async function* () {})();
  await runCommandLine(args, { environment, stdin, stdout: { write }, stderr: { write }, signal });
  return said;
}

function siteWith(source: string, poll = '') {
  return layOutSite({
    'tidings.yaml': `title: A site
url: https://news.example.org/
poll: { allowPrivateNetwork: true, perHost: { interval: 1ms }${poll} }
digest: { to: [reader@example.org] }
`,
    'sources/blogs.yaml': `- url: ${source}\n`,
  });
}

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

it.each([
  { of: 'a feed that answers', user: 'reader:one@feed-s3cret@', path: '/feed.xml', query: '' },
  { of: 'a feed that fails', user: 'reader:one@feed-s3cret@', path: '/missing.xml', query: '' },
  { of: 'a feed that answers to a key', user: '', path: '/feed.xml', query: '?page=1&api_key=feed-s3cret' },
  { of: 'a feed that fails with a key', user: '', path: '/missing.xml', query: '?page=1&api_key=feed-s3cret' },
])('no password is said, logged or published of $of and a mail server that is away', async ({ user, path, query }) => {
  await using server = await serveFeeds({ [`/feed.xml${query}`]: rss([post(1)]) });
  const at = (other: string) => `${server.url.replace('//', `//${user}`)}${other}${query}`;
  const source = at(path);
  using site = siteWith(source);
  const environment = {
    TIDINGS_SMTP_URL: 'smtp://me:smtp-s3cret@127.0.0.1:1',
    TIDINGS_SECRET: 'key-s3cret',
    TIDINGS_NOW: '2026-03-03T10:00:00Z',
  };
  const commands = [
    ['poll', '--json'],
    ['publish', '--json'],
    ['status', '--json'],
    ['status', '--html'],
    ['status'],
    ['status', source],
    ['export'],
    ['explain', 'https://blog.example.org/1'],
    ['explain', 'https://blog.example.org/1', '--json'],
    ['poll', at('/unlisted')],
    ['add', source],
    ['add', at('/unlisted'), '--json'],
    ['send', '--test', 'me@example.org', '--verbose'],
    ['check', '--json'],
    ['run', '--verbose', '--log', 'json'],
  ];
  for (const command of commands) {
    const said = await saidBy([...command, '--site', site.dir], environment);
    // The list of sources is the user's own, to be imported elsewhere.
    const secret = command[0] === 'export' ? PASSWORDS.filter((one) => one !== 'feed-s3cret') : PASSWORDS;
    for (const password of secret) expect(said, command.join(' ')).not.toContain(password);
  }
  for (const text of textsBelow(site.path('public'))) {
    for (const password of PASSWORDS) expect(text).not.toContain(password);
  }
  for (const text of textsBelow(site.path('data'))) {
    for (const password of ['smtp-s3cret', 'key-s3cret']) expect(text).not.toContain(password);
  }
});

it.each(['//reader:feed-s3cret@127.0.0.1:1/feed.xml', '//127.0.0.1:1/feed.xml?token=feed-s3cret'])(
  'a source answers to its address as it is shown: %s',
  async (address) => {
    using site = siteWith(`http:${address}`);
    const status = async (...named: string[]) =>
      JSON.parse(await saidBy(['status', ...named, '--json', '--site', site.dir], {})).sources;
    const [{ url }] = await status();
    expect(url).not.toBe(`http:${address}`);
    expect(await status(url)).toMatchObject([{ url }]);
  },
);

it.each(['postgres://me:one@pg-s3cret@127.0.0.1:1/news', 'postgres://127.0.0.1:1/news?user=me&password=pg-s3cret'])(
  'the password of a database that does not answer is not said: %s',
  async (state) => {
    using site = siteWith('https://blog.example.org/feed.xml');
    for (const command of [['poll'], ['check', '--json'], ['backup', 'copy.db'], ['migrate', '--to', state]]) {
      const environment = command[0] === 'migrate' ? {} : { TIDINGS_STATE: state };
      const said = await saidBy([...command, '--site', site.dir], environment);
      expect(said).toContain('127.0.0.1:1');
      expect(said, command.join(' ')).not.toContain('pg-s3cret');
    }
  },
);

it('what a hub proves itself by is known to the state alone', async () => {
  await using hub = await openHub();
  const link = `<link xmlns="http://www.w3.org/2005/Atom" rel="hub" href="${hub.url}"/>`;
  await using server = await serveFeeds({ '/feed.xml': rss([post(1)], link) });
  using site = siteWith(`${server.url}/feed.xml`, ', websub: true');
  const environment = { TIDINGS_SMTP_URL: 'file:out/', TIDINGS_NOW: '2026-03-03T10:00:00Z' };
  const said = [];
  for (const command of ['poll --json --verbose --all', 'run --verbose --log json', 'status --json', 'check --json']) {
    said.push(await saidBy([...command.split(' '), '--site', site.dir], environment));
  }
  const proofs = hub.asked.flatMap((form) => [form.get('hub.secret'), form.get('hub.callback')?.split('/').at(-1)]);
  expect(proofs.length).toBeGreaterThan(0);
  expect(proofs.filter((proof) => !proof)).toEqual([]);
  for (const text of [...said, ...textsBelow(site.path('public'))]) {
    for (const proof of proofs) expect(text).not.toContain(proof);
  }
});

it.each([
  ['HOME', ['.cache', 'tidings']],
  ['XDG_CACHE_HOME', ['tidings']],
])('what V8 compiled is kept below %s, where nobody else can plant it', async (name, path) => {
  using folder = layOutSite({ 'tmp/empty': '' });
  const environment = { NODE_COMPILE_CACHE: '', TMPDIR: folder.path('tmp'), [name]: folder.dir };
  expect(await tidings(['--version'], { environment })).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(folder.path(...path))).toEqual([expect.stringMatching(/^v\d/)]);
  expect(readdirSync(folder.path('tmp'))).toEqual(['empty']);
});

it.runIf(process.platform !== 'win32')('state and messages are for their owner alone', async () => {
  await using server = await serveFeeds({ '/feed.xml': rss([post(1)]) });
  using site = siteWith(`${server.url}/feed.xml`);
  await saidBy(['poll', '--site', site.dir], {});
  await saidBy(['send', '--test', 'me@example.org', '--site', site.dir], {});
  const modeOf = (...path: string[]) => statSync(site.path(...path)).mode & 0o777;
  const [message = ''] = readdirSync(site.path('out'));
  expect(modeOf('data')).toBe(0o700);
  expect(modeOf('data', 'tidings.db')).toBe(0o600);
  expect(modeOf('data', 'tidings.db.lock')).toBe(0o600);
  expect(modeOf('out')).toBe(0o700);
  expect(modeOf('out', message)).toBe(0o600);
});
