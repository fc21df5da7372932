import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { programLaidOut } from './support/program.ts';
import { layOutSite } from './support/site.ts';

const DEPLOY = join(import.meta.dirname, '..', 'deploy');

function read(file: string): string {
  return readFileSync(join(DEPLOY, file), 'utf8');
}

const systemd = spawnSync('systemd-analyze', ['--version']).error === undefined;

const program = programLaidOut();
const commands = program.commands.map((command) => command.name());

const git = spawnSync('git', ['--version']).error === undefined;

const step = z.looseObject({ name: z.string().default(''), run: z.string().default('') });
const workflow = z
  .object({ concurrency: z.string(), jobs: z.object({ run: z.object({ steps: z.array(step) }) }) })
  .parse(parse(read('github-actions.yml')));

function stepOf(name: string): z.output<typeof step> {
  return workflow.jobs.run.steps.find((one) => one.name.startsWith(name)) ?? expect.fail(`no step ${name}`);
}

/** Runs a shell script as a step of a workflow is, and says what it printed. */
function shell(script: string, dir: string): { readonly status: number | null; readonly stdout: string } {
  const identity = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.org' };
  const env = { ...process.env, ...identity, GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.org' };
  const { status, stdout } = spawnSync('bash', ['-e', '-c', script], { cwd: dir, encoding: 'utf8', env });
  return { status, stdout };
}

describe('the files to deploy with', () => {
  it.each([
    ['Dockerfile', /^CMD \["([\w-]+)"\]$/gm],
    ['tidings.service', /^ExecStart=.* tidings ([\w-]+)/gm],
    ['github-actions.yml', /npx --yes tidings ([\w-]+)/g],
  ])('%s calls commands that there are', (file, pattern) => {
    const called = [...read(file).matchAll(pattern)].map(([, command]) => command);
    expect(called).not.toEqual([]);
    expect(commands).toEqual(expect.arrayContaining(called));
  });

  it('the image is built in two stages and runs as a user without rights', () => {
    const lines = read('Dockerfile').split('\n');
    expect(lines.filter((line) => line.startsWith('FROM '))).toHaveLength(2);
    expect(lines.indexOf('USER node')).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('RUN ')));
    expect(read('Dockerfile')).toMatch(/HEALTHCHECK .*\\\n.*\/healthz/);
  });

  it('the timer starts the service, which takes another run for no failure', () => {
    expect(read('tidings.service')).toMatch(/^SuccessExitStatus=75$/m);
    expect(read('tidings.timer')).toMatch(/^OnCalendar=\*:0\/15$/m);
  });

  it.skipIf(!systemd)(
    `systemd finds nothing wrong with the units${systemd ? '' : ' (skipped: no systemd-analyze here)'}`,
    () => {
      const units = ['tidings.service', 'tidings.timer'].map((name) => join(DEPLOY, name));
      const { status, stderr } = spawnSync('systemd-analyze', ['verify', ...units], { encoding: 'utf8' });
      const said = stderr.split('\n').filter((line) => line.includes('tidings'));
      expect({ status, said }).toEqual({ status: 0, said: [] });
    },
  );

  it('the workflow is YAML, never runs twice at once, and keeps the state whatever became of the run', () => {
    expect(workflow.concurrency).toBe('digest');
    expect(stepOf('Keep the state')).toMatchObject({ if: 'always()' });
  });

  it.skipIf(!git)(
    `the workflow keeps one state from run to run, and begins none where it cannot ask for it${git ? '' : ' (skipped: no git here)'}`,
    // Its steps have git start a hundred processes, one after the other.
    { timeout: 170_000 },
    () => {
      using folder = layOutSite({ 'site/tidings.yaml': 'title: A site\n' });
      shell('git init -q --bare origin && cd site && git init -q && git add . && git commit -qm A', folder.dir);
      shell('git remote add origin ../origin && git push -q origin HEAD:main', folder.path('site'));
      const run = (number: number) => {
        shell(`git clone -q -b main origin run${number}`, folder.dir);
        const fetched = shell(stepOf('Fetch the state').run, folder.path(`run${number}`)).status;
        const state = folder.path(`run${number}`, 'data', 'tidings.db');
        const before = existsSync(state) ? readFileSync(state, 'utf8') : null;
        if (fetched === 0) writeFileSync(state, `state ${number}`);
        const kept =
          fetched === 0 ? shell(stepOf('Keep the state').run, folder.path(`run${number}`, 'data')).status : null;
        return { fetched, before, kept };
      };
      expect([run(1), run(2), run(3)]).toEqual([
        { fetched: 0, before: null, kept: 0 },
        { fetched: 0, before: 'state 1', kept: 0 },
        { fetched: 0, before: 'state 2', kept: 0 },
      ]);
      expect(
        shell('git -C origin log --format=%s state && git -C origin ls-tree --name-only state', folder.dir),
      ).toEqual({
        status: 0,
        stdout: 'State\ntidings.db\n',
      });
      shell('git clone -q -b main origin away && git -C away remote set-url origin ../gone', folder.dir);
      const away = shell(stepOf('Fetch the state').run, folder.path('away'));
      expect(existsSync(folder.path('away', 'tidings.yaml'))).toBe(true);
      expect({ ok: away.status === 0, begun: existsSync(folder.path('away', 'data')) }).toEqual({
        ok: false,
        begun: false,
      });
    },
  );
});
