import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../src/folder.ts';
import { start } from './support/cli.ts';
import { runWith } from './support/run-here.ts';
import { layOutSite } from './support/site.ts';

/** Where the system says that a folder is missing, whoever makes it. */
const NOWHERE = '/proc/nowhere';
const linux = existsSync('/proc/self');

const SRC = join(import.meta.dirname, '..', 'src');

describe('a folder that is made', () => {
  it('has those above it made too, with its mode, and one that is there is left as it is', () => {
    using site = layOutSite({ 'there/file': 'a' });
    const before = statSync(site.path('there')).mode;
    makeFolder(site.path('there', 'a', 'b'), 0o700);
    makeFolder(site.path('there'), 0o700);
    const modes = [['there'], ['there', 'a'], ['there', 'a', 'b']].map((path) => statSync(site.path(...path)).mode);
    expect(modes.map((mode) => mode & 0o777)).toEqual([before & 0o777, 0o700, 0o700]);
  });

  it.each([
    ['where a file has its name', ['file'], /EEXIST/],
    ['below a file', ['file', 'a', 'b'], /ENOTDIR/],
  ])('is refused %s', (_, path, said) => {
    using site = layOutSite({ file: 'a' });
    expect(() => makeFolder(site.path(...path))).toThrow(said);
  });

  it('is made by no other way in all of the program', () => {
    const makers = globSync('**/*.ts', { cwd: SRC }).filter((file) =>
      /\bmkdir(Sync)?\b/.test(readFileSync(join(SRC, file), 'utf8')),
    );
    expect(makers).toEqual(['folder.ts']);
  });
});

describe.skipIf(!linux)(`a place where nobody can write${linux ? '' : ' (skipped: no /proc here)'}`, () => {
  it('ends init at once, with a line that names the place and the mend', async () => {
    const running = start(['init', NOWHERE]);
    const impatience = setTimeout(() => running.kill('SIGKILL'), 10_000);
    const { status, stderr } = await running.ended;
    clearTimeout(impatience);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^tidings: \/proc\/nowhere\/\S+: cannot be written: .*; name a folder that can be written\n$/,
    );
  });

  it.each([
    ['demo', `--out ${NOWHERE}`, '', 'name a folder that can be written by --out'],
    ['digest', `--out ${NOWHERE}`, '', 'name a folder that can be written by --out'],
    ['backup', `${NOWHERE}/copy.db`, '', 'name a file that can be written'],
    ['publish', '', `output: ${NOWHERE}/public`, 'set "output" in tidings.yaml to a folder that can be written'],
    ['poll', '', `state: ${NOWHERE}/a.db`, 'set "state" in tidings.yaml to a file that can be written'],
    ['restore', 'copy.db', `state: ${NOWHERE}/a.db`, 'set "state" in tidings.yaml to a file that can be written'],
    ['send', '--test a@example.org', `smtp: { url: "file:${NOWHERE}" }`, 'name in smtp.url a folder that can be'],
  ])('is named by %s %s, with the mend', async (command, options, setting, mend) => {
    using site = layOutSite({
      'tidings.yaml': `title: A\nurl: https://news.example.org/\n${setting}\n`,
      'sources/none.yaml': '[]\n',
    });
    const where = command === 'demo' ? [] : ['--site', site.dir];
    const args = [command, ...options.split(' ').filter((word) => word !== ''), ...where];
    const { status, stderr } = await runWith({}, ...args);
    expect(status).not.toBe(0);
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(NOWHERE)]);
    expect(stderr).toContain(`; ${mend}`);
  });
});
