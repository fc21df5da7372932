import type { Command } from 'commander';
import { buildProgram } from '../../src/command-line.ts';

/** The command line as it is laid out, for its names and options: it is not run, and says nothing. */
export function programLaidOut(): Command {
  return buildProgram(
    {
      environment: {},
      stdin: (async function* () {})(),
      stdout: { write: () => true },
      stderr: { write: () => true },
      signal: new AbortController().signal,
    },
    () => undefined,
  );
}
