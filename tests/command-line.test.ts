import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tidings } from './support/cli.ts';
import { runHere as run } from './support/run-here.ts';
import { layOutSite } from './support/site.ts';

const COMMANDS = [
  'init',
  'add',
  'import',
  'export',
  'poll',
  'publish',
  'digest',
  'send',
  'approve',
  'run',
  'work',
  'subscribers list',
  'subscribers add',
  'subscribers remove',
  'subscribers import',
  'subscribers export',
  'subscribers forget',
  'bounce',
  'status',
  'explain',
  'check',
  'backup',
  'restore',
  'migrate',
  'parse',
  'extract',
  'demo',
];

describe('the command line', () => {
  it.each(COMMANDS)('%s --help shows an example', async (command) => {
    const { status, stdout } = await run(...command.split(' '), '--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`Example:\n {2}tidings ${command}`));
  });

  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'));
    expect((await tidings(['--version'])).stdout).toBe(`${version}\n`);
  });

  it('reads what comes through a pipe to its end, and says all of its answer through another', async () => {
    const LINES = 2000;
    const input = Array.from(
      { length: LINES },
      (_, id) => `{"id": "${id}", "content_text": "${'A text. '.repeat(9)}"}\n`,
    );
    const { status, stdout } = await tidings(['extract'], { input: input.join('') });
    expect(status).toBe(0);
    // More than a pipe holds.
    expect(stdout.length).toBeGreaterThan(2 ** 17);
    expect(stdout.trimEnd().split('\n')).toHaveLength(LINES);
  });

  it.each([
    ['an unknown command', ['pol'], /unknown command 'pol'/],
    ['an unknown option', ['poll', '--everything'], /unknown option '--everything'/],
    ['a missing argument', ['explain'], /missing required argument/],
    ['two opposite options', ['poll', '--quiet', '--verbose'], /cannot be used with/],
    ['an address that is none', ['parse', '--url', 'news', 'feed.xml'], /news is no absolute address/],
    ['an instant that is none', ['parse', '--now', 'monday', 'feed.xml'], /--now monday: is no date and time/],
  ])('answers %s with status 2 and says what is wrong', async (_, args, message) => {
    const { status, stdout, stderr } = await run(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['settings', 'tidings.yaml', /tidings\.yaml: is a folder; name a file$/],
    ['a list of sources', 'sources/blogs.yaml', /sources\/blogs\.yaml: is not there; see how its name is written$/],
    ['where a demo is to be', 'file', /file\/demo: cannot be written: .*; name a folder that can be written by --out$/],
  ])('says in one line why %s cannot be used, and the mend', async (_, broken, message) => {
    using site = layOutSite({
      'tidings.yaml': 'title: A\nurl: https://a.example.org\n',
      'sources/a.yaml': '',
      file: '',
    });
    if (broken === 'tidings.yaml') {
      rmSync(site.path(broken));
      mkdirSync(site.path(broken));
    }
    if (broken === 'sources/blogs.yaml') symlinkSync(site.path('nowhere.yaml'), site.path(broken));
    const ran = broken === 'file' ? run('demo', '--out', site.path('file', 'demo')) : run('poll', '--site', site.dir);
    const { stderr } = await ran;
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('answers wrong settings with status 2 and one line', async () => {
    using site = layOutSite({ 'tidings.yaml': 'title: A\nurl: https://a.example.org\ncolour: red\n' });
    const { status, stderr } = await run('status', '--site', site.dir);
    expect(status).toBe(2);
    expect(stderr).toBe(
      `tidings: ${site.path('tidings.yaml')}:3: "colour" is no setting; mend its spelling or take it out\n`,
    );
  });

  it('answers a state that cannot be used with status 1 and one line, and a stack trace only with --verbose', async () => {
    using site = layOutSite({ 'tidings.yaml': 'title: A\nurl: https://a.example.org\n', data: 'no folder' });
    const terse = await run('status', '--site', site.dir);
    expect(terse.status).toBe(1);
    expect(terse.stderr.trim().split('\n')).toHaveLength(1);
    expect((await run('status', '--site', site.dir, '--verbose')).stderr).toMatch(/\n\s+at /);
  });
});
