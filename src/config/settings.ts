import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Cron } from 'croner';
import addressparser from 'nodemailer/lib/addressparser';
import { z } from 'zod';
import { Fault, unreadable } from '../fault.ts';
import type { Duration } from '../model.ts';
import { readYaml } from './checked-yaml.ts';
import { duration, rate, size } from './quantities.ts';
import { state } from './state.ts';

/** The name that the settings file has in a site's folder. */
export const SETTINGS_FILE = 'tidings.yaml';

/** A site's settings, checked, with defaults filled in: durations in milliseconds, sizes in bytes, paths absolute. */
export type Settings = Omit<z.output<typeof shape>, 'site' | 'state'> & {
  /** The settings file. */
  readonly file: string;
  /** The folder it is in. */
  readonly site: string;
  /** What tells the site from others whose state is in the same PostgreSQL database: the name of its schema. */
  readonly siteName: string;
  /** The state's SQLite file, absolute, or its address. */
  readonly state: string;
  /** How long the state keeps what is bulky. */
  readonly keep: Duration;
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
  .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), { error: 'is no http or https address' });

/** Of what has addresses below it. */
const webFolder = webUrl.transform((text) => text.replace(/\/+$/, ''));

const timezone = z
  .string()
  .refine(isTimezone, { error: 'is no time zone such as Europe/Paris (see the IANA time zone names)' });

const language = z.string().refine(isLanguage, { error: 'is no language such as en, fr or de-AT (BCP 47)' });

const schedule = z.string().refine(isSchedule, { error: 'is no cron schedule such as "0 7 * * MON"' });

const count = z.int().positive();

const HOUR = 3_600_000;

/** What is not set gives way to what is: `min: 3h` alone raises the default to three hours. */
const interval = z
  .strictObject({
    min: duration.default(HOUR / 4).describe('never more often'),
    default: duration.optional().describe('after news'),
    max: duration.optional().describe('never less often'),
  })
  .transform((given) => {
    const usual = given.default ?? Math.min(Math.max(HOUR, given.min), given.max ?? Number.POSITIVE_INFINITY);
    return { min: given.min, default: usual, max: given.max ?? Math.max(24 * HOUR, usual) };
  })
  .refine((set) => set.min <= set.default && set.default <= set.max, { error: 'wants min ≤ default ≤ max' });

const perHost = z.strictObject({
  concurrency: count.default(1).describe('at once'),
  interval: duration.default(1000).describe('between two starts'),
});

const poll = z.strictObject({
  concurrency: count.default(32).describe('requests in flight in all'),
  perHost: perHost.prefault({}).describe('requests in flight to one host, and the gap between the starts of two'),
  timeout: duration.default(20_000).describe('for a whole answer, body included'),
  maxBytes: size.default(10_000_000).describe('of a body after decompression; a longer one is an error'),
  interval: interval.prefault({}).describe('the shortest, usual and longest time between two polls of a source'),
  allowPrivateNetwork: z
    .boolean()
    .default(false)
    .describe('whether addresses such as 127.0.0.1, 10.0.0.1 and ::1 may be asked'),
  userAgent: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('how requests present themselves; null: tidings/VERSION (+url)'),
  websub: z
    .boolean()
    .default(false)
    .describe('whether hubs that sources name push their news here; wants tidings serve at url'),
});

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, { error: 'is no colour such as #a8321e' });

const palette = z.strictObject({
  ground: colour.optional().describe('behind the letter'),
  paper: colour.optional().describe('the letter'),
  text: colour.optional().describe('titles and text'),
  muted: colour.optional().describe('sources, dates, small print'),
  accent: colour.optional().describe('headings, rules, links, the button'),
  onAccent: colour.optional().describe('the words on the button'),
  line: colour.optional().describe('hairlines'),
  tint: colour.optional().describe('the blocks with an event’s day'),
});

/** What the site changes of `digest/theme.ts`' default. */
const theme = z.strictObject({
  light: palette.prefault({}).describe('colours by day'),
  dark: palette.prefault({}).describe('colours by night'),
  fonts: z
    .strictObject({
      heading: z.string().optional().describe('of titles'),
      text: z.string().optional().describe('of the rest'),
    })
    .prefault({})
    .describe('fonts that readers have'),
  logo: z
    .strictObject({
      url: webUrl.describe('of the picture'),
      width: count.default(120).describe('in CSS pixels'),
      alt: z.string().default('').describe('in place of the picture'),
    })
    .nullable()
    .default(null),
});

const digest = z.strictObject({
  schedule: schedule.default('0 7 * * MON').describe('when an edition is due: cron syntax, in the time zone'),
  from: mailbox.nullable().default(null).describe('who it is from; null: digest@ the host of url'),
  replyTo: mailbox.nullable().default(null).describe('where answers go'),
  to: z.array(z.string()).default([]).describe('who gets it, besides those who subscribed'),
  subject: z.string().min(1).default('{{title}} – {{date}}').describe('Liquid: title, date, edition, posts, events'),
  preheader: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('Liquid: what a mailbox shows after the subject; null: made of the titles'),
  posts: count.default(20).describe('at most; the rest are listed by title'),
  horizon: duration.default(60 * 86_400_000).describe('how far ahead an event is upcoming'),
  skipEmpty: z.boolean().default(true).describe('no mail where there is nothing new'),
  approve: z.boolean().default(false).describe('whether an edition waits until somebody says yes'),
  editor: mailbox.nullable().default(null).describe('who is asked for it; null: where answers go'),
  report: mailbox.nullable().default(null).describe('who is told how an edition went'),
  postalAddress: z.string().nullable().default(null).describe('shown at the foot of messages, as some laws want'),
  theme: theme.prefault({}).describe('colours, fonts and logo'),
});

const returnPath = z.string().regex(/^[^\s@<>{}]*(\{token\})?[^\s@<>{}]*@[^\s@<>{}]+$/, {
  error: 'is no address such as bounces+{token}@example.org',
});

const smtp = z.strictObject({
  url: z.string().min(1).default('file:out/').describe('the mail server, or file: and a folder'),
  rate: rate.default(10).describe('messages at most'),
  connections: count.default(5).describe('to the mail server at once'),
  bounce: returnPath
    .nullable()
    .default(null)
    .describe('where bounces come, {token} telling the message; else digest.from'),
  dkim: z
    .strictObject({
      domain: z.string().min(1).describe('that signs'),
      selector: z.string().min(1).describe('by which DNS has the key'),
      keyFile: z.string().min(1).describe('the private key, in PEM'),
    })
    .nullable()
    .default(null),
});

const siteName = z.string().regex(/^(?!pg_|information_schema$)[a-z][a-z0-9_]{0,49}(?<!_jobs)$/, {
  error:
    'is no name of a site: write it in small letters, digits and "_", beginning with a letter, not ending in "_jobs"',
});

/** The settings as a person writes them; docs/settings.md is made of it. */
export const shape = z.strictObject({
  site: siteName.default('tidings').describe('the name of its schema in a PostgreSQL state'),
  title: z.string({ error: 'is missing; give the digest a title' }).min(1).describe('of the digest and the pages'),
  description: z.string().default('').describe('in one sentence'),
  url: webFolder.describe('where the output folder is on the web'),
  language: language.default('en').describe('of the words around the posts: en, fr, de, or one of your own'),
  timezone: timezone.default('UTC').describe('of dates shown, schedules, and dates in prose that name no zone'),
  sources: z.string().default('sources/').describe('a list, or a folder of *.yaml and *.opml lists'),
  state: state
    .prefault({})
    .describe('where the state is, and how long it keeps what is bulky; `state: FILE` says `at` alone'),
  output: z.string().default('public/').describe('what is published'),
  poll: poll.prefault({}).describe('how sources are asked'),
  digest: digest.prefault({}).describe('the mail'),
  smtp: smtp.prefault({}).describe('how mail leaves'),
  inbox: z
    .strictObject({ url: z.string().min(1).describe('as in imaps://user:password@mail.example.org/INBOX') })
    .nullable()
    .default(null)
    .describe('the mailbox that `tidings bounce --inbox` reads'),
  feed: z
    .strictObject({
      limit: count.default(50).describe('entries in the merged feeds'),
      content: z.enum(['summary', 'full']).default('summary').describe('whether they carry summaries or whole texts'),
      hub: webUrl.nullable().default(null).describe('the WebSub hub that is told of changes to the merged feed'),
    })
    .prefault({}),
  alerts: z
    .strictObject({
      to: mailbox.nullable().default(null).describe('the editor; null: nobody'),
      after: duration.default(3 * 24 * HOUR).describe('how long a source fails before anybody is told'),
    })
    .prefault({})
    .describe('mail to the editor when sources fail for long, a run fails, or many addresses bounce'),
  web: z
    .strictObject({ listen: z.string().default('127.0.0.1:8080').describe('address and port') })
    .prefault({})
    .describe('for tidings serve'),
});

/**
 * Reads a site's settings once; `TIDINGS_STATE` and `TIDINGS_SMTP_URL` in `environment` go before the file's.
 * @throws Fault naming file, line and key where the file is missing or something in it is wrong.
 */
export function readSettings(file: string, environment: NodeJS.ProcessEnv): Settings {
  const { site: siteName, state: kept, ...settings } = readYaml(readText(file), file, shape);
  const path = resolve(file);
  const site = dirname(path);
  const state = environment.TIDINGS_STATE ?? kept.at;
  return {
    ...settings,
    file: path,
    site,
    siteName,
    sources: resolve(site, settings.sources),
    output: resolve(site, settings.output),
    state: state.includes('://') ? state : resolve(site, state),
    keep: kept.keep,
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
    throw new Fault({ stage: 'settings', subject: file, ...unreadable(thrown) });
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
