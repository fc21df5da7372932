import pino from 'pino';

/** How much is said on stderr: only what went wrong, the usual, or everything with stack traces. */
export type Verbosity = 'quiet' | 'normal' | 'verbose';

export type Log = pino.Logger;

const LEVELS: Readonly<Record<Verbosity, pino.Level>> = { quiet: 'error', normal: 'info', verbose: 'debug' };

/** Opens the log on a stream of text: one line a message, as a person reads it. */
export function openLog(verbosity: Verbosity, stream: { write(text: string): unknown }): Log {
  return pino(
    { base: null, level: LEVELS[verbosity], timestamp: false },
    { write: (json: string) => stream.write(`${asLine(json, verbosity)}\n`) },
  );
}

function asLine(json: string, verbosity: Verbosity): string {
  const { level, msg, err, ...rest } = JSON.parse(json);
  const label = level >= pino.levels.values.error ? 'error: ' : level >= pino.levels.values.warn ? 'warning: ' : '';
  const detail = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
  const trace = verbosity === 'verbose' && err?.stack ? `\n${err.stack}` : '';
  return `${label}${msg ?? err?.message ?? ''}${detail}${trace}`;
}
