import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { buildProgram } from '../src/command-line.ts';

const DEPLOY = join(import.meta.dirname, '..', 'deploy');

function read(file: string): string {
  return readFileSync(join(DEPLOY, file), 'utf8');
}

const systemd = spawnSync('systemd-analyze', ['--version']).error === undefined;

const program = buildProgram(
  {
    environment: {},
    stdin: (async function* () {})(),
    stdout: { write: () => true },
    stderr: { write: () => true },
    signal: new AbortController().signal,
  },
  () => undefined,
);
const commands = program.commands.map((command) => command.name());

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
    const workflow = z
      .object({ concurrency: z.string(), jobs: z.object({ run: z.object({ steps: z.array(z.looseObject({})) }) }) })
      .parse(parse(read('github-actions.yml')));
    const keeping = workflow.jobs.run.steps.find(({ name }) => String(name).startsWith('Keep the state'));
    expect(keeping).toMatchObject({ if: 'always()' });
  });
});
