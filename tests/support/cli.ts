import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The program as it is installed, which keeps for its next start what V8 compiled. */
export const PROGRAM = join(import.meta.dirname, '..', '..', 'src', 'bin.js');

/** What a run of the program left behind. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run that is under way. */
export interface Running {
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

export interface RunOptions {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** No file may grow beyond so many blocks of 512 bytes, as on a disk that is full; null: there is room. */
  readonly fileLimit?: number | null;
}

/** Starts the program as a user would, in a process of its own. */
export function start(args: readonly string[], options: RunOptions = {}): Running {
  const limit = options.fileLimit == null ? '' : `ulimit -f ${options.fileLimit}; `;
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, process.execPath, PROGRAM, ...args], {
    cwd: options.cwd,
    env: { PATH, NODE_COMPILE_CACHE, TZ: 'UTC', NO_COLOR: '1', ...options.environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => undefined).end(options.input ?? '');
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
  return { ended, kill: (signal) => child.kill(signal) };
}

/** Runs the program to its end. */
export function tidings(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return start(args, options).ended;
}
