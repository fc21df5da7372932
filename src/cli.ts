// Nothing heavy is imported here: `--version` and mistakes are answered before any room is loaded.
import process from 'node:process';
import { version } from './version.ts';

const [first, ...others] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && others.length === 0) {
  process.stdout.write(`${version()}\n`);
} else {
  const { runCommandLine } = await import('./command-line.ts');
  const ending = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort(signal));
  const { env: environment, stdout, stderr, stdin } = process;
  stdout.on('error', (thrown: NodeJS.ErrnoException) => {
    if (thrown.code !== 'EPIPE') throw thrown;
    process.exit(0);
  });
  const status = await runCommandLine(process.argv.slice(2), {
    environment,
    stdout,
    stderr,
    stdin,
    signal: ending.signal,
  });
  // What is still on its way into a pipe would be lost with the process.
  stdout.write('', () => process.exit(status));
}
