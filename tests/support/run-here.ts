import { runCommandLine } from '../../src/command-line.ts';

/** What a command printed and returned. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Given {
  readonly environment?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** Runs a command in this process. */
export function runHere(...args: string[]): Promise<Ran> {
  return runGiven({}, ...args);
}

/** Runs a command in this process as if it had this environment. */
export function runWith(environment: NodeJS.ProcessEnv, ...args: string[]): Promise<Ran> {
  return runGiven({ environment }, ...args);
}

/** Runs a command in this process as if it had this environment, and this to read. */
export async function runGiven({ environment = {}, input = '' }: Given, ...args: string[]): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const status = await runCommandLine(args, {
    environment,
    stdin: (async function* () {
      yield Buffer.from(input);
    })(),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    signal: new AbortController().signal,
  });
  return { status, stdout, stderr };
}
