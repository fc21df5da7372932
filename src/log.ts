import pino from 'pino';
import type { Instant } from './model.ts';

/** How much is said on stderr: only what went wrong, the usual, or everything with stack traces. */
export type Verbosity = 'quiet' | 'normal' | 'verbose';

/** One line a message, as a person reads it, or as JSON for what collects logs. */
export type LogFormat = 'lines' | 'json';

export type Log = pino.Logger;

export interface LogOptions {
  readonly verbosity: Verbosity;
  readonly format: LogFormat;
  /** What all lines of one run of the program have in common; in JSON only. */
  readonly run: string;
  readonly clock: () => Instant;
}

/** A line as pino writes it. */
interface Line {
  readonly level: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
}

const LEVELS: Readonly<Record<Verbosity, pino.Level>> = { quiet: 'error', normal: 'info', verbose: 'debug' };
const WARNING = 40;
const ERROR = 50;

/** Opens the log on a stream of text. */
export function openLog({ verbosity, format, run, clock }: LogOptions, stream: { write(text: string): unknown }): Log {
  const level = LEVELS[verbosity];
  if (format === 'json') {
    const timestamp = () => `,"time":"${new Date(clock()).toISOString()}"`;
    const formatters = { level: (label: string) => ({ level: label }) };
    return pino({ base: { run }, level, timestamp, formatters }, { write: (json: string) => stream.write(json) });
  }
  return pino(
    { base: null, level, timestamp: false },
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
