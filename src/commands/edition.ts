import type { App } from '../app.ts';
import { readSources } from '../config/sources.ts';
import { composeEdition, hasNews } from '../digest/compose.ts';
import { unwantedBecause } from '../digest/filter.ts';
import { dueEdition, type PlannedEdition, previewEdition } from '../digest/period.ts';
import { renderEdition } from '../digest/render.ts';
import { selectEntries } from '../digest/select.ts';
import type { Candidate, CandidateSource, Decision } from '../digest/selection.ts';
import { themeWith } from '../digest/theme.ts';
import { groupStories } from '../extract/duplicates.ts';
import { type MergedEvent, mergeEvents } from '../extract/events/merge.ts';
import { countQuotes } from '../extract/quotes.ts';
import { tellSeries } from '../extract/series.ts';
import type { Edition, EditionEvent, Entry, Instant, RenderedEdition } from '../model.ts';
import { announcingOf } from './announcing.ts';
import { FIRST_POLL, SETTLED } from './milestones.ts';
import { profileOf } from './profiles.ts';

/** How far back stories and series reach into earlier editions. */
const MEMORY = 60 * 86_400_000;

/** The edition that would be sent now, composed and printed, with nothing recorded yet. */
export interface PreparedEdition {
  /** Whether it is to begin now. */
  readonly due: boolean;
  readonly edition: Edition;
  readonly rendered: RenderedEdition;
  /** What becomes of each entry that no edition settled yet. */
  readonly decisions: readonly Decision[];
  /** The time that has come without anything new, to be settled without an edition; null: there is none. */
  readonly uneventful: Instant | null;
}

/**
 * Composes the edition whose time has come; null where none has. With nothing in it that is new, it is not due but
 * `uneventful`. Records nothing.
 */
export async function prepareDueEdition(app: App): Promise<PreparedEdition | null> {
  const { due } = await planEdition(app);
  return due === null ? null : prepare(app, due, true);
}

/** Composes the edition that is due, else the one under way, from what is in the state. Records nothing. */
export async function prepareEdition(app: App): Promise<PreparedEdition> {
  const { due, preview } = await planEdition(app);
  return prepare(app, preview, due !== null);
}

/** The name of the edition that is due, else of the one under way. */
export async function editionUnderWay(app: App): Promise<string> {
  return (await planEdition(app)).preview.name;
}

async function planEdition(app: App): Promise<{ due: PlannedEdition | null; preview: PlannedEdition }> {
  const { settings, clock } = app;
  const schedule = { pattern: settings.digest.schedule, timezone: settings.timezone };
  const history = await historyOf(app);
  const due = dueEdition(schedule, history, clock());
  return { due, preview: due ?? previewEdition(schedule, history, clock()) };
}

async function prepare(app: App, plan: PlannedEdition, hasCome: boolean): Promise<PreparedEdition> {
  const { edition, decisions, news } = await edit(app, plan);
  const wanted = news || !app.settings.digest.skipEmpty;
  return {
    due: hasCome && wanted,
    edition,
    rendered: await renderEdition(edition, renderOptions(app)),
    decisions,
    uneventful: hasCome && !wanted ? plan.period.to : null,
  };
}

/** Settles the time that has come without anything new: its period becomes part of the next edition's. */
export async function settleUneventful(app: App, { uneventful }: PreparedEdition): Promise<void> {
  if (uneventful !== null) await app.store.facts.set(SETTLED, String(uneventful));
}

/** How an edition of this site is printed. */
export function renderOptions({ settings, templates }: App): Parameters<typeof renderEdition>[1] {
  const { title, description, url, language, timezone, digest } = settings;
  return {
    templates,
    site: { title, description, url, language, timezone },
    subject: digest.subject,
    preheader: digest.preheader,
    theme: themeWith(digest.theme),
    postalAddress: digest.postalAddress,
  };
}

async function historyOf({ store, clock }: App): Promise<Parameters<typeof dueEdition>[1]> {
  const now = clock();
  const { names, covered, lastDue } = await store.news.editionsSoFar(now);
  const firstPoll = await store.facts.get(FIRST_POLL);
  const uneventful = Number((await store.facts.get(SETTLED)) ?? 0);
  const settled = Math.max(lastDue ?? 0, uneventful > now ? 0 : uneventful);
  return { firstPoll: firstPoll === null ? null : Number(firstPoll), covered, settled: settled || null, names };
}

/** The editor's work in order: what is new, what tells one story, what goes where. */
async function edit(
  app: App,
  plan: PlannedEdition,
): Promise<{ edition: Edition; decisions: readonly Decision[]; news: boolean }> {
  const { store, settings, clock } = app;
  const sources = await sourcesByUrl(app);
  const candidates = await candidatesOf(app, sources, plan.period.from - MEMORY);
  const since = clock() - MEMORY;
  const past = [...(await store.news.told(since)), ...(await store.news.passedOver(since))];
  const known = [...past, ...candidates.map(({ entry }) => entry)];
  const homePages = new Map((await store.publishing.sources()).map(({ url, homePageUrl }) => [url, homePageUrl]));
  const stories = groupStories(known, homePages);
  const copies = new Set(stories.flatMap((story) => story.copies));
  const series = tellSeries(known.filter(({ id }) => !copies.has(id)));
  const { posts } = settings.digest;
  const horizon = { now: clock(), ahead: settings.digest.horizon, timezone: settings.timezone };
  const selection = selectEntries(candidates, {
    posts,
    period: plan.period,
    stories,
    series,
    quotes: countQuotes(known),
    announcing: await announcingOf(
      app,
      candidates.map(({ entry }) => entry),
      horizon,
    ),
    past,
  });
  const events = mergeEvents(await store.news.sightings(clock()));
  const composition = {
    ...plan,
    selection,
    events,
    ...(await announcementsOf(app, events, sources)),
    horizon,
  };
  const edition = composeEdition(composition);
  return { edition, decisions: selection.decisions, news: hasNews(composition, edition) };
}

type Sources = ReadonlyMap<string, CandidateSource>;

/** The sources that are listed now, by their addresses: an entry of any other is not shown. */
async function sourcesByUrl({ settings, store }: App): Promise<Sources> {
  const known = new Map((await store.publishing.sources()).map((source) => [source.url, source]));
  return new Map(
    readSources(settings.sources).map((source, position) => {
      const { url, kind, include, exclude } = source;
      return [url, { url, kind, include, exclude, position, name: profileOf(source, known.get(url)).name }];
    }),
  );
}

async function candidatesOf({ store }: App, sources: Sources, from: Instant): Promise<Candidate[]> {
  const unpublished = await store.news.unpublished(from);
  const events = await store.news.announcedBy(unpublished.map(({ entry }) => entry.id));
  return unpublished.flatMap(({ entry, initial }) => {
    const source = sources.get(entry.sourceUrl);
    return source === undefined ? [] : [{ entry: { ...entry, events: events.get(entry.id) ?? [] }, source, initial }];
  });
}

/** Who announces the events, but for entries that their source's filter keeps out; and which were told of before. */
async function announcementsOf(
  { store }: App,
  events: readonly MergedEvent[],
  sources: Sources,
): Promise<{
  announcements: ReadonlyMap<number, EditionEvent['announcedBy'][number]>;
  announced: ReadonlySet<string>;
}> {
  const entries = await store.news.byId(events.flatMap(({ entryIds }) => entryIds));
  const told = new Set(entries.filter(({ edition }) => edition).map(({ id }) => id));
  return {
    announcements: new Map(entries.flatMap((entry) => announcementOf(entry, sources))),
    announced: new Set(events.filter(({ entryIds }) => entryIds.some((id) => told.has(id))).map(({ id }) => id)),
  };
}

function announcementOf(
  entry: Pick<Entry, 'id' | 'title' | 'url' | 'sourceUrl' | 'tags'>,
  sources: Sources,
): [number, EditionEvent['announcedBy'][number]][] {
  const source = sources.get(entry.sourceUrl);
  if (source === undefined || unwantedBecause(entry, source) !== null) return [];
  return [[entry.id, { title: entry.title, url: entry.url, source: source.name }]];
}
