import { shownAddress } from '../address.ts';
import type { App } from '../app.ts';
import { listedSources } from '../config/sources.ts';
import type { Instant, Source } from '../model.ts';
import { readMemory } from '../poll/memory.ts';
import { inWords, lastingHolds, turnOf } from '../poll/schedule.ts';
import { freshState } from '../poll/settle.ts';
import type { SourceState } from '../store/sources.ts';
import type { JobCounts } from '../work/job-counts.ts';
import { WORKED } from './milestones.ts';
import { sourcesNamed } from './named-sources.ts';
import { profileOf } from './profiles.ts';
import { type PastRun, pastRuns } from './runs.ts';
import { isSiteHeld } from './site-lock.ts';
import { renderStatus } from './status/page.ts';
import { sparkline } from './status/sparkline.ts';

interface StatusOptions {
  /** The address or name of the one source that is asked about. */
  readonly source?: string;
  /** As a page, rather than as lines. */
  readonly html?: boolean;
}

type Health = 'failing' | 'gone' | 'paused' | 'ok';

/** The order in which people want to see them. */
const HEALTHS: readonly Health[] = ['failing', 'gone', 'paused', 'ok'];

/** How many of the last editions are told of. */
const EDITIONS_SHOWN = 10;

/** How many of the last runs are told of. */
const RUNS_SHOWN = 5;

const DAY = 86_400_000;

/** How many days new entries are counted for, each by itself. */
const DAYS_COUNTED = 14;

/** A source, and how it stands. */
interface Standing {
  readonly source: Source;
  readonly name: string;
  readonly health: Health;
  readonly state: SourceState;
  /** null: never again. */
  readonly nextPoll: Instant | null;
  /** Until when its host wants to be left alone. */
  readonly held: Instant | null;
  /** New entries of each of the last days, today's last. */
  readonly newEntries: readonly number[];
}

/** Says how each source stands, failing ones first, and the last editions and runs; of one source, why it is polled when it is. */
export async function status(app: App, { source, html }: StatusOptions): Promise<number> {
  const { console, settings, clock } = app;
  const listed = listedSources(settings.sources);
  const standings = await standingsOf(app, source === undefined ? listed : await sourcesNamed(app, listed, [source]));
  const editions = (await editionsOf(app)).map((edition) => ({ ...edition, text: editionInWords(edition) }));
  const runs = (await pastRuns(app)).slice(0, RUNS_SHOWN);
  const jobs = await jobsOf(app);
  const shown = {
    sources: standings.map(asJson),
    editions: editions.map(({ text, ...rest }) => rest),
    runs: runs.map((past) => ({ ...past, began: iso(past.began) })),
  };
  console.printJson(jobs.length === 0 ? shown : { ...shown, jobs });
  if (html) {
    const rows = standings.map((standing) => asRow(standing, clock()));
    console.print(await renderStatus(app, { sources: rows, editions, runs }, clock()));
  } else if (source !== undefined) {
    for (const standing of standings) for (const line of explain(standing, clock())) console.print(line);
  } else {
    for (const line of table(standings, clock())) console.print(line);
    for (const { edition, text } of editions) console.print(`edition ${edition}: ${text}`);
    for (const past of runs) console.print(runInWords(past, clock()));
    for (const { name, waiting, active, failed } of jobs) {
      console.print(`jobs ${name}: ${waiting} waiting, ${active} under way, ${failed} failed`);
    }
  }
  return 0;
}

/** The jobs of the workers that share the state; none where none ever did. */
async function jobsOf({ store }: App): Promise<readonly JobCounts[]> {
  if (store.sharing === null || (await store.facts.get(WORKED)) === null) return [];
  return (await import('../work/job-counts.ts')).countJobs(store.sharing);
}

function editionInWords({
  state,
  sent,
  recipients,
  ...counts
}: Awaited<ReturnType<typeof editionsOf>>[number]): string {
  const { deferred, failed, suppressed, uncertain } = counts;
  const others = Object.entries({ queued: deferred, failed, suppressed, uncertain }).filter(([, count]) => count > 0);
  return [`${state}, ${sent} of ${recipients} sent`, ...others.map(([what, count]) => `${count} ${what}`)].join(', ');
}

function runInWords({ run, began, seconds, newEntries, failedSources, edition, error }: PastRun, now: Instant): string {
  const did = error ?? `${newEntries} new entries, ${failedSources} sources failed`;
  return `run ${run}: ${ago(began, now)}, ${seconds} s; ${did}${edition === null ? '' : `; edition ${edition}`}`;
}

async function editionsOf(app: App) {
  const { editions, deliveries } = app.store;
  const latest = await editions.latest(EDITIONS_SHOWN);
  const sending = latest.some(({ state }) => state === 'sending') && (await isSiteHeld(app));
  return Promise.all(
    latest.map(async ({ name, state }) => ({ edition: name, state, ...(await deliveries.counts(name, sending)) })),
  );
}

async function standingsOf({ store, clock }: App, sources: readonly Source[]): Promise<Standing[]> {
  const now = clock();
  const [states, holds] = [await store.sources.states(), lastingHolds(await store.sources.holds(), now)];
  const counts = await store.activity.newEntries(now - DAYS_COUNTED * DAY, DAY, DAYS_COUNTED);
  return sources
    .map((source) => {
      const state = states.get(source.url) ?? freshState(source.url);
      const held = holds.get(URL.parse(state.movedTo ?? source.url)?.host ?? '') ?? null;
      const nextPoll = state.gone ? null : turnOf({ ...state, hints: readMemory(state.memory).hints }, held, now);
      const newEntries = counts.get(source.url) ?? new Array<number>(DAYS_COUNTED).fill(0);
      const { name } = profileOf(source, state);
      return { source, name, health: healthOf(state, held), state, nextPoll, held, newEntries };
    })
    .sort((a, b) => HEALTHS.indexOf(a.health) - HEALTHS.indexOf(b.health));
}

function healthOf({ gone, failures }: SourceState, held: Instant | null): Health {
  if (gone) return 'gone';
  if (failures > 0) return 'failing';
  return held === null ? 'ok' : 'paused';
}

function asJson({ source, name, health, state, nextPoll, newEntries }: Standing): object {
  return {
    url: shownAddress(source.url),
    name,
    state: health,
    lastPolled: iso(state.lastPolled),
    lastChanged: iso(state.lastChanged),
    nextPoll: iso(nextPoll),
    failures: state.failures,
    lastError: state.lastError,
    newEntries,
  };
}

function asRow({ source, name, health, state, nextPoll, newEntries }: Standing, now: Instant) {
  return {
    name,
    url: shownAddress(source.url),
    health,
    polled: ago(state.lastPolled, now),
    next: ahead(nextPoll, now),
    news: sparkline(newEntries),
    error: state.lastError,
  };
}

function iso(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

const WIDEST_NAME = 40;

function table(standings: readonly Standing[], now: Instant): string[] {
  if (standings.length === 0) return ['no sources are listed; add one by: tidings add https://a.blog/'];
  const byName = Map.groupBy(standings, ({ name }) => name);
  const labels = standings.map(({ name, source }) =>
    byName.get(name)?.length === 1 ? beginningOf(name) : endOf(shownAddress(source.url)),
  );
  const width = Math.max(...labels.map((label) => label.length));
  return standings.map(({ health, state, nextPoll, newEntries }, index) =>
    [
      health.padEnd(8),
      labels[index]?.padEnd(width + 1),
      sparkline(newEntries),
      `polled ${ago(state.lastPolled, now)}`.padEnd(24),
      `next ${ahead(nextPoll, now)}`.padEnd(20),
      state.lastError ?? '',
    ]
      .join(' ')
      .trimEnd(),
  );
}

function beginningOf(name: string): string {
  return name.length > WIDEST_NAME ? `${name.slice(0, WIDEST_NAME - 1)}…` : name;
}

/** By its end an address is told from others of its host. */
function endOf(address: string): string {
  const bare = address.replace(/^https?:\/\//, '');
  return bare.length > WIDEST_NAME ? `…${bare.slice(1 - WIDEST_NAME)}` : bare;
}

function explain({ source, name, health, state, nextPoll, held }: Standing, now: Instant): string[] {
  const reasons =
    held !== null && nextPoll === held ? ['its host asked to be left alone until then'] : state.nextReasons;
  const because = reasons.length === 0 ? 'it was never polled' : reasons.join(', and ');
  const facts: readonly (readonly [string, string | null])[] = [
    ['address', shownAddress(source.url)],
    ['listed at', source.listedAt],
    ['moved to', state.movedTo === null ? null : shownAddress(state.movedTo)],
    ['state', health],
    ['last polled', ago(state.lastPolled, now)],
    ['last news', ago(state.lastChanged, now)],
    ['failures', state.failures === 0 ? null : `${state.failures} in a row, at last: ${state.lastError}`],
    ['next poll', nextPoll === null ? 'never' : `${ahead(nextPoll, now)} (${iso(nextPoll)})`],
    ['because', because],
  ];
  return [name, ...facts.flatMap(([what, fact]) => (fact === null ? [] : [`  ${what.padEnd(12)} ${fact}`]))];
}

function ago(instant: Instant | null, now: Instant): string {
  return instant === null ? 'never' : `${inWords(Math.max(0, now - instant))} ago`;
}

function ahead(instant: Instant | null, now: Instant): string {
  if (instant === null) return 'never';
  return instant <= now ? 'when polled' : `in ${inWords(instant - now)}`;
}
