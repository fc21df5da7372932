import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rss } from './support/polling-site.ts';
import { layOutSite } from './support/site.ts';

const ROOT = join(import.meta.dirname, '..');

/** Of the package as it is downloaded. */
const MOST_BYTES = 600_000;

/** Versions of Node besides this one. */
const OTHER_NODES = [22, 26];
const TOO_OLD_NODES = [18, 20];

/** What npm says where it cannot reach the registry, or may not. */
const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/;

const execute = promisify(execFile);
const folder = layOutSite({ 'package.json': '{}' });
const installed = folder.path('node_modules', 'tidings');
const environment = {
  ...process.env,
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  // A registry that does not answer at once is not waited for through all of npm's tries.
  npm_config_fetch_retries: '1',
  npm_config_fetch_timeout: '20000',
};

/** Why the dependencies are those of the checkout; null: npm has downloaded them. */
let linked: string | null = 'TIDINGS_TEST_INSTALL is not set to 1';

async function inFolder(program: string, ...args: string[]): Promise<string> {
  return (await execute(program, args, { cwd: folder.dir, env: environment })).stdout;
}

/** Runs the program that npx would start, which takes as long to find it as the program to start. */
function tidings(...args: string[]): Promise<string> {
  return inFolder(folder.path('node_modules', '.bin', 'tidings'), ...args);
}

/** Installs what `npm pack` makes. Downloading takes half a minute: without being told to, or without a network, it is linked. */
async function install(): Promise<void> {
  await execute('npm', ['pack', '--silent', '--pack-destination', folder.dir], { cwd: ROOT });
  if (process.env.TIDINGS_TEST_INSTALL === '1') linked = await download();
  if (linked !== null) await link();
}

/** @returns why it could not be done; null: it is done */
async function download(): Promise<string | null> {
  try {
    await inFolder('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball());
    return null;
  } catch (thrown) {
    const unreachable = UNREACHABLE.exec(String(thrown));
    if (unreachable === null) throw thrown;
    return `the registry cannot be reached (${unreachable[0]})`;
  }
}

async function link(): Promise<void> {
  await inFolder('tar', '-xzf', tarball());
  mkdirSync(folder.path('node_modules', '.bin'), { recursive: true });
  await inFolder('mv', folder.path('package'), installed);
  symlinkSync(join(ROOT, 'node_modules'), join(installed, 'node_modules'));
  symlinkSync(join(installed, 'src', 'bin.js'), folder.path('node_modules', '.bin', 'tidings'));
}

function tarball(): string {
  return folder.path(readdirSync(folder.dir).find((name) => name.endsWith('.tgz')) ?? '');
}

describe('the package, installed in an empty folder', () => {
  beforeAll(install, 180_000);
  afterAll(() => folder[Symbol.dispose]());

  it('is small and has what it needs, and nothing of its making', () => {
    expect(statSync(tarball()).size).toBeLessThan(MOST_BYTES);
    expect(
      readdirSync(installed)
        .filter((name) => name !== 'node_modules')
        .sort(),
    ).toEqual(['LICENSE', 'README.md', 'deploy', 'dist', 'docs', 'package.json', 'sources', 'src', 'templates']);
    expect(readdirSync(join(installed, 'src'))).toEqual(['bin.js']);
    const others = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' });
    expect(others.filter((name) => /\.(ts|map)$|\.test\./.test(name))).toEqual([]);
  });

  it('brings everything that it imports, and nothing for its making', async (context) => {
    if (linked !== null) context.skip(linked);
    await inFolder('npm', 'ls', '--all');
    for (const name of ['typescript', 'vitest']) expect(existsSync(folder.path('node_modules', name))).toBe(false);
  });

  it('is started by npx, and says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(await inFolder('npx', '--no-install', 'tidings', '--version')).toBe(`${version}\n`);
  });

  it('does the whole job on the sample site', async () => {
    expect(await tidings('demo', '--out', folder.path('demo'))).toContain('polled 5 of 5 sources');
    expect(existsSync(folder.path('demo', 'public', 'atom.xml'))).toBe(true);
  });

  it('lays out a site whose settings every command takes, and runs it', async () => {
    await tidings('init', 'planet');
    expect(JSON.parse(await tidings('status', '--site', 'planet', '--json')).sources).toHaveLength(1);
    writeFileSync(folder.path('planet', 'feed.xml'), rss([{ title: 'A post', link: 'https://blog.example.org/post' }]));
    for (const list of readdirSync(folder.path('planet', 'sources'))) {
      writeFileSync(folder.path('planet', 'sources', list), '- url: file:../feed.xml\n');
    }
    expect(JSON.parse(await tidings('run', '--site', 'planet', '--json'))).toMatchObject({
      poll: { sources: { updated: 1 }, entries: { new: 1 } },
    });
  });

  it('is started by no older Node than the package asks for', () => {
    const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const bin = readFileSync(join(installed, 'src', 'bin.js'), 'utf8');
    expect(`>=${/OLDEST = '(.*)'/.exec(bin)?.[1]}`).toBe(engines.node);
  });

  it.for(TOO_OLD_NODES)('says in one line that Node %s is too old', async (version, context) => {
    if (linked !== null) context.skip(linked);
    const node = ['--yes', '-p', `node@${version}`, 'node'];
    const started = inFolder('npx', ...node, join(installed, 'src', 'bin.js'), 'demo');
    await expect(started).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^tidings: Node \S+ is too old; install 22\.18 or newer from \S+\n$/),
    });
  });

  it.for(OTHER_NODES)('does the whole job with Node %s', async (version, context) => {
    if (linked !== null) context.skip(linked);
    const node = ['--yes', '-p', `node@${version}`, 'node'];
    const out = folder.path(`demo with ${version}`);
    expect(await inFolder('npx', ...node, '--version')).toMatch(`v${version}.`);
    expect(await inFolder('npx', ...node, join(installed, 'src', 'bin.js'), 'demo', '--out', out)).toContain(
      'polled 5 of 5 sources',
    );
  });
});
