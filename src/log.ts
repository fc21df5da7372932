import pino from 'pino';

/** How much is said on stderr: only what went wrong, the usual, or everything with stack traces. */
export type Verbosity = 'quiet' | 'normal' | 'verbose';

export type Log = pino.Logger;

/** A line as pino writes it. */
interface Line {
  readonly level: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
}

const LEVELS: Readonly<Record<Verbosity, pino.Level>> = { quiet: 'error', normal: 'info', verbose: 'debug' };
const WARNING = 40;
const ERROR = 50;

/** Opens the log on a stream of text: one line a message, as a person reads it. */
export function openLog(verbosity: Verbosity, stream: { write(text: string): unknown }): Log {
  return pino(
    { base: null, level: LEVELS[verbosity], timestamp: false },
    { write: (json: string) => stream.write(`${asText(json, verbosity)}\n`) },
  );
}

function asText(json: string, verbosity: Verbosity): string {
  const { level, msg, err, ...detail }: Line = JSON.parse(json);
  const label = level >= ERROR ? 'error: ' : level >= WARNING ? 'warning: ' : '';
  const details = Object.keys(detail).length > 0 ? ` ${JSON.stringify(detail)}` : '';
  const trace = verbosity === 'verbose' && err?.stack !== undefined ? `\n${err.stack}` : '';
  return `${label}${msg ?? err?.message ?? ''}${details}${trace}`;
}
