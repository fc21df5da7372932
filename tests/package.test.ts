import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layOutSite } from './support/site.ts';

const ROOT = join(import.meta.dirname, '..');

/** Of the package as it is downloaded. */
const MOST_BYTES = 600_000;

const execute = promisify(execFile);
const folder = layOutSite({});
const installed = folder.path('node_modules', 'tidings');

/** Runs the installed package in an empty folder, as `npx tidings` does. */
async function tidings(...args: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, TZ: 'UTC', NO_COLOR: '1' };
  const { stdout } = await execute(process.execPath, [join(installed, 'src', 'bin.js'), ...args], {
    cwd: folder.dir,
    env,
  });
  return stdout;
}

/** Unpacks what `npm pack` makes; its dependencies are those of the checkout, which saves a minute of downloading. */
async function install(): Promise<void> {
  await execute('npm', ['pack', '--silent', '--pack-destination', folder.dir], { cwd: ROOT });
  await execute('tar', ['-xzf', tarball(), '-C', folder.dir]);
  mkdirSync(installed, { recursive: true });
  for (const name of readdirSync(folder.path('package'))) {
    await execute('mv', [folder.path('package', name), installed]);
  }
  symlinkSync(join(ROOT, 'node_modules'), join(installed, 'node_modules'));
}

function tarball(): string {
  return folder.path(readdirSync(folder.dir).find((name) => name.endsWith('.tgz')) ?? '');
}

describe('the package, installed in an empty folder', () => {
  beforeAll(install, 120_000);
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

  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(await tidings('--version')).toBe(`${version}\n`);
  });

  it('does the whole job on the sample site', async () => {
    expect(await tidings('demo', '--out', folder.path('demo'))).toContain('polled 5 of 5 sources');
    expect(existsSync(folder.path('demo', 'public', 'atom.xml'))).toBe(true);
  }, 60_000);

  it('lays out a site whose settings every command takes', async () => {
    await tidings('init', 'planet');
    expect(JSON.parse(await tidings('status', '--site', 'planet', '--json')).sources).toHaveLength(1);
  });
});
