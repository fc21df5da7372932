import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Cron } from 'croner';
import addressparser from 'nodemailer/lib/addressparser';
import { z } from 'zod';
import { Fault, reasonOf } from '../fault.ts';
import { readYaml } from './checked-yaml.ts';
import { duration, rate, size } from './quantities.ts';

/** The name that the settings file has in a site's folder. */
export const SETTINGS_FILE = 'tidings.yaml';

/** A site's settings, checked, with defaults filled in: durations in milliseconds, sizes in bytes, paths absolute. */
export type Settings = Omit<z.output<typeof shape>, 'site'> & {
  /** The settings file. */
  readonly file: string;
  /** The folder it is in. */
  readonly site: string;
  /** What tells the site from others whose state is in the same PostgreSQL database: the name of its schema. */
  readonly siteName: string;
};

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const mailbox = z.string().transform((text, context): Mailbox => {
  const [first, ...others] = addressparser(text, { flatten: true });
  if (first !== undefined && others.length === 0 && first.address.includes('@')) return first;
  context.addIssue({ code: 'custom', message: `"${text}" is no address such as "News <news@example.org>"` });
  return z.NEVER;
});

const webUrl = z
  .string()
  .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), { error: 'is no http or https address' })
  .transform((text) => text.replace(/\/+$/, ''));

const timezone = z
  .string()
  .refine(isTimezone, { error: 'is no time zone such as Europe/Paris (see the IANA time zone names)' });

const language = z.string().refine(isLanguage, { error: 'is no language such as en, fr or de-AT (BCP 47)' });

const schedule = z.string().refine(isSchedule, { error: 'is no cron schedule such as "0 7 * * MON"' });

const count = z.int().positive();

const HOUR = 3_600_000;

/** What is not set gives way to what is: `min: 3h` alone raises the default to three hours. */
const interval = z
  .strictObject({ min: duration.default(HOUR / 4), default: duration.optional(), max: duration.optional() })
  .transform((given) => {
    const usual = given.default ?? Math.min(Math.max(HOUR, given.min), given.max ?? Number.POSITIVE_INFINITY);
    return { min: given.min, default: usual, max: given.max ?? Math.max(24 * HOUR, usual) };
  })
  .refine((set) => set.min <= set.default && set.default <= set.max, { error: 'wants min ≤ default ≤ max' });

const perHost = z.strictObject({ concurrency: count.default(1), interval: duration.default(1000) });

const poll = z.strictObject({
  concurrency: count.default(32),
  perHost: perHost.prefault({}),
  timeout: duration.default(20_000),
  maxBytes: size.default(10_000_000),
  interval: interval.prefault({}),
  allowPrivateNetwork: z.boolean().default(false),
  userAgent: z.string().min(1).nullable().default(null),
});

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, { error: 'is no colour such as #a8321e' });

const palette = z.strictObject({
  ground: colour.optional(),
  paper: colour.optional(),
  text: colour.optional(),
  muted: colour.optional(),
  accent: colour.optional(),
  onAccent: colour.optional(),
  line: colour.optional(),
  tint: colour.optional(),
});

/** What the site changes of `digest/theme.ts`' default. */
const theme = z.strictObject({
  light: palette.prefault({}),
  dark: palette.prefault({}),
  fonts: z.strictObject({ heading: z.string().optional(), text: z.string().optional() }).prefault({}),
  logo: z
    .strictObject({ url: webUrl, width: count.default(120), alt: z.string().default('') })
    .nullable()
    .default(null),
});

const digest = z.strictObject({
  schedule: schedule.default('0 7 * * MON'),
  from: mailbox.nullable().default(null),
  replyTo: mailbox.nullable().default(null),
  to: z.array(z.string()).default([]),
  subject: z.string().min(1).default('{{title}} – {{date}}'),
  preheader: z.string().min(1).nullable().default(null),
  posts: count.default(20),
  horizon: duration.default(60 * 86_400_000),
  skipEmpty: z.boolean().default(true),
  approve: z.boolean().default(false),
  editor: mailbox.nullable().default(null),
  report: mailbox.nullable().default(null),
  postalAddress: z.string().nullable().default(null),
  theme: theme.prefault({}),
});

const smtp = z.strictObject({
  url: z.string().min(1).default('file:out/'),
  rate: rate.default(10),
  connections: count.default(5),
  dkim: z
    .strictObject({ domain: z.string().min(1), selector: z.string().min(1), keyFile: z.string().min(1) })
    .nullable()
    .default(null),
});

const siteName = z.string().regex(/^(?!pg_)[a-z][a-z0-9_]{0,49}$/, {
  error: 'is no name of a site: write it in small letters, digits and "_", beginning with a letter',
});

const shape = z.strictObject({
  site: siteName.default('tidings'),
  title: z.string({ error: 'is missing; give the digest a title' }).min(1),
  description: z.string().default(''),
  url: webUrl,
  language: language.default('en'),
  timezone: timezone.default('UTC'),
  sources: z.string().default('sources/'),
  state: z.string().default('data/tidings.db'),
  output: z.string().default('public/'),
  poll: poll.prefault({}),
  digest: digest.prefault({}),
  smtp: smtp.prefault({}),
  feed: z
    .strictObject({ limit: count.default(50), content: z.enum(['summary', 'full']).default('summary') })
    .prefault({}),
  alerts: z.strictObject({ to: mailbox.nullable().default(null), after: duration.default(3 * 24 * HOUR) }).prefault({}),
  web: z.strictObject({ listen: z.string().default('127.0.0.1:8080') }).prefault({}),
});

/**
 * Reads a site's settings once; `TIDINGS_STATE` and `TIDINGS_SMTP_URL` in `environment` go before the file's.
 * @throws Fault naming file, line and key where the file is missing or something in it is wrong.
 */
export function readSettings(file: string, environment: NodeJS.ProcessEnv): Settings {
  const { site: siteName, ...settings } = readYaml(readText(file), file, shape);
  const path = resolve(file);
  const site = dirname(path);
  const state = environment.TIDINGS_STATE ?? settings.state;
  return {
    ...settings,
    file: path,
    site,
    siteName,
    sources: resolve(site, settings.sources),
    output: resolve(site, settings.output),
    state: state.includes('://') ? state : resolve(site, state),
    smtp: { ...settings.smtp, url: environment.TIDINGS_SMTP_URL ?? settings.smtp.url },
  };
}

/** The settings file that `--config` and `--site` name; by default the one in the working folder. */
export function settingsFile(options: { config?: string | undefined; site?: string | undefined }): string {
  return options.config ?? join(options.site ?? '.', SETTINGS_FILE);
}

/** Who the digest is from: the settings' own sender, else the site at its own domain. */
export function senderOf(settings: Settings): Mailbox {
  const host = new URL(settings.url).hostname;
  return settings.digest.from ?? { name: settings.title, address: `digest@${host}` };
}

/** Who is asked for approval: the editor that is named, else whoever answers are sent to. */
export function editorOf(settings: Settings): Mailbox {
  return settings.digest.editor ?? settings.digest.replyTo ?? senderOf(settings);
}

function readText(file: string): string {
  if (!existsSync(file)) {
    const mend = 'name the site by --site or --config, or lay out a new one by: tidings init';
    throw new Fault({ stage: 'settings', subject: file, problem: 'is not there', mend, permanent: true });
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new Fault({
      stage: 'settings',
      subject: file,
      problem: `cannot be read: ${reasonOf(thrown)}`,
      cause: thrown,
    });
  }
}

function isTimezone(name: string): boolean {
  return succeeds(() => new Intl.DateTimeFormat('en', { timeZone: name }));
}

function isLanguage(tag: string): boolean {
  return succeeds(() => new Intl.Locale(tag));
}

function isSchedule(pattern: string): boolean {
  return succeeds(() => new Cron(pattern, { paused: true }));
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
