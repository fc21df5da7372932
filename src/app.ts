import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openClock } from './clock.ts';
import { readSettings, type Settings, settingsFile } from './config/settings.ts';
import { Fault } from './fault.ts';
import { type Log, type LogFormat, openLog, type Verbosity } from './log.ts';
import type { Instant } from './model.ts';
import { openStore, type Store } from './store/store.ts';
import { openTemplates, type Templates } from './templating/templates.ts';
import { packageRoot } from './version.ts';

/** A stream of text on its way to a screen. */
export interface Terminal {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** How wide the screen is, where it is known. */
  readonly columns?: number;
}

/** What commands say and to whom: results on stdout, everything else through the log on stderr. */
export interface Console {
  /** Whether the result is to be one JSON document on stdout, and nothing else there. */
  readonly json: boolean;
  /** Where progress is drawn for the person who watches; null: nobody does. */
  readonly terminal: Terminal | null;
  /** Writes a line of what was asked for; with `json`, only the JSON is written. */
  print(line: string): void;
  /** Writes a line about what was done, which nobody wants who asked for quiet. */
  note(line: string): void;
  printJson(value: unknown): void;
}

/** Everything with an effect that a command may use, built once from the settings. */
export interface App {
  readonly settings: Settings;
  readonly store: Store;
  readonly templates: Templates;
  readonly console: Console;
  readonly log: Log;
  /** What this run of the program is known by, in logs and in `status`. */
  readonly run: string;
  readonly clock: () => Instant;
  /** From 0 to 1, exclusive. */
  readonly chance: () => number;
  readonly environment: NodeJS.ProcessEnv;
  /** Aborted when the process is asked to end. */
  readonly signal: AbortSignal;
  /** Takes up work that nobody has to wait for, and that is not to fail: only the closing of the app waits for it. */
  readonly aside: (work: Promise<void>) => void;
  close(): Promise<void>;
}

/** The options that every command has. */
export interface GlobalOptions {
  readonly config?: string;
  readonly site?: string;
  readonly json?: boolean;
  readonly now?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly log?: string;
}

/** The process as a command sees it. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly signal: AbortSignal;
}

/** Where the shipped templates are. */
export const shippedTemplates = join(packageRoot, 'templates');

/**
 * Opens a site: settings, state, templates, clock and chance.
 * @throws Fault where the settings are wrong or the state cannot be used.
 */
export async function openApp(options: GlobalOptions, surroundings: Surroundings): Promise<App> {
  const { environment, signal } = surroundings;
  const settings = readSettings(settingsFile(options), environment);
  const clock = await openClock(options.now ?? environment.TIDINGS_NOW, settings.timezone);
  const { site, language, timezone } = settings;
  let templates: Templates | null = null;
  const run = randomBytes(4).toString('hex');
  const format = logFormatOf(options.log ?? environment.TIDINGS_LOG);
  const store = await openStore(settings.state, settings.siteName);
  const aside = new Set<Promise<void>>();
  return {
    settings,
    store,
    // Most runs find nothing to print; reading the words takes longer than asking what is due.
    get templates() {
      templates ??= openTemplates({ roots: [join(site, 'templates'), shippedTemplates], language, timezone });
      return templates;
    },
    console: openConsole(options, surroundings),
    log: openLog({ verbosity: verbosityOf(options), format, run, clock }, surroundings.stderr),
    run,
    clock,
    chance: () => Math.random(),
    environment,
    signal,
    aside: (work) => {
      aside.add(work);
      void work.finally(() => aside.delete(work));
    },
    async close() {
      await Promise.all(aside);
      await store.close();
    },
  };
}

/** The key that signs the links in messages: from the environment, else made once and kept in the state. */
export async function secretOf(app: App): Promise<string> {
  const given = app.environment.TIDINGS_SECRET;
  return given ? given : app.store.facts.keep('secret', randomBytes(32).toString('base64url'));
}

/** What would tell a terminal what to do: feeds may hold it, and no text needs it. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

export function openConsole(options: GlobalOptions, { stdout, stderr }: Surroundings): Console {
  const json = options.json ?? false;
  const print = (line: string) => {
    if (!json) stdout.write(`${line.replace(CONTROLS, '')}\n`);
  };
  return {
    json,
    terminal: stderr.isTTY === true && !options.quiet ? stderr : null,
    print,
    note: (line) => {
      if (!options.quiet) print(line);
    },
    printJson: (value) => {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
  };
}

export function verbosityOf(options: GlobalOptions): Verbosity {
  if (options.quiet) return 'quiet';
  return options.verbose ? 'verbose' : 'normal';
}

function logFormatOf(given: string | undefined): LogFormat {
  if (given === undefined || given === '' || given === 'lines') return 'lines';
  if (given === 'json') return 'json';
  throw new Fault({
    stage: 'usage',
    subject: `--log ${given}`,
    problem: 'is no form of a log',
    mend: 'say lines or json',
  });
}
