import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, start, tidings } from '../support/cli.ts';
import { layOutSite, type TestSite } from '../support/site.ts';
import { seededChance } from './chance.ts';
import { type Fleet, serveFleet } from './fleet.ts';
import {
  EDITOR,
  type Snapshot,
  takeSnapshot,
  wrongDeliveries,
  wrongEditions,
  wrongEntries,
  wrongFiles,
} from './invariants.ts';
import { type PlanOptions, planSoak, type Step } from './plan.ts';
import { openPostbox, type Postbox } from './postbox.ts';

/** Connections the program may have open to the mail server at once. */
const CONNECTIONS = 3;

const READERS = Array.from({ length: 24 }, (_, index) => `reader${index}@mail${index}.example.net`);

/** What came of a soak. */
export interface SoakReport {
  readonly runs: number;
  readonly killed: number;
  readonly entries: number;
  readonly editions: number;
  readonly messages: number;
  readonly uncertain: number;
  /** Each invariant that did not hold, with the first run after which it did not. */
  readonly violations: readonly string[];
}

/**
 * Lets the program run through the weeks of a plan, each run in a process of its own, against feeds and a mail server that
 * misbehave, and checks after each that nothing is lost, doubled or broken.
 */
export async function soak(options: PlanOptions, say: (line: string) => void = () => undefined): Promise<SoakReport> {
  const steps = planSoak(options);
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) throw new Error('the plan has no step');
  await using stack = new AsyncDisposableStack();
  const chance = seededChance(options.seed + 1);
  const fleet = stack.use(await serveFleet(options.feeds, first.at, last.at, chance));
  const postbox = stack.use(await openPostbox());
  const site = stack.use(siteOf(fleet, postbox));
  const world: World = { fleet, postbox, site, shown: new Set(), killed: 0, mayBeUncertain: 0, violations: new Map() };
  await importReaders(site);
  for (const step of steps) {
    const before = takeSnapshot(site.path('data', 'tidings.db'));
    const ended = await runStep(world, step);
    const after = takeSnapshot(site.path('data', 'tidings.db'));
    const found = [...violationsOf(world, step, ended, before, after)];
    for (const one of found) if (!world.violations.has(one)) world.violations.set(one, step.number);
    say(inWords(step, ended, found));
  }
  const state = takeSnapshot(site.path('data', 'tidings.db'));
  for (const one of unfinished(world, state)) world.violations.set(one, last.number);
  return {
    runs: steps.length,
    killed: world.killed,
    entries: state.entries.length,
    editions: state.editions.length,
    messages: postbox.server.received.length,
    uncertain: uncertainIn(state),
    violations: [...world.violations].map(([violation, number]) => `run ${number}: ${violation}`),
  };
}

interface World {
  readonly fleet: Fleet;
  readonly postbox: Postbox;
  readonly site: TestSite;
  /** The links of the posts that runs which came to their ends have seen. */
  readonly shown: Set<string>;
  killed: number;
  /** Deliveries that a run which was broken off may have left uncertain. */
  mayBeUncertain: number;
  readonly violations: Map<string, number>;
}

function siteOf(fleet: Fleet, postbox: Postbox): TestSite {
  return layOutSite({
    'tidings.yaml': `title: The soak
url: https://news.example.org/
timezone: Europe/Paris
poll: { allowPrivateNetwork: true, perHost: { interval: 1ms }, interval: { max: 12h } }
digest: { schedule: "0 7 * * MON,THU", from: "The soak <news@example.org>", to: [${EDITOR}] }
smtp: { url: "${postbox.url}", rate: 1000/s, connections: ${CONNECTIONS} }
`,
    'sources/feeds.yaml': fleet.urls.map((url) => `- url: ${url}\n`).join(''),
    'readers.csv': `email\n${READERS.join('\n')}\n`,
  });
}

async function importReaders(site: TestSite): Promise<void> {
  const { status, stderr } = await tidings(['subscribers', 'import', site.path('readers.csv'), '--site', site.dir]);
  if (status !== 0) throw new Error(stderr);
}

const PRELOAD = join(import.meta.dirname, 'preload.ts');
const COMPILED = join(tmpdir(), 'tidings-soak-compiled');

async function runStep({ fleet, postbox, site }: World, step: Step): Promise<readonly Ended[]> {
  const args = ['run', '--site', site.dir, '--json', '--now', new Date(step.now).toISOString()];
  const environment = {
    NODE_OPTIONS: `--import ${PRELOAD}`,
    NODE_COMPILE_CACHE: COMPILED,
    SOAK_CHANCE: String(step.chance),
  };
  fleet.set(step.at, step.feedFaults);
  postbox.set(step.mail, seededChance(step.chance));
  const running = start(args, { environment, fileLimit: step.fileLimit });
  const disarm = arm(step, fleet, postbox, () => running.kill('SIGKILL'));
  const second = step.twice ? [start(args, { environment }).ended] : [];
  const ended = await Promise.all([running.ended, ...second]);
  disarm();
  return ended;
}

/** Sees to it that the process is killed when the plan wants it to be. */
function arm({ kill }: Step, fleet: Fleet, postbox: Postbox, strike: () => void): () => void {
  let left = kill?.count ?? 0;
  let timer: NodeJS.Timeout | undefined;
  const countDown = () => {
    left -= 1;
    if (left === 0) strike();
  };
  const beginSilence = () => {
    clearTimeout(timer);
    timer = setTimeout(strike, kill?.count);
  };
  const unless = (at: NonNullable<Step['kill']>['at']) => {
    if (kill?.at === 'silence') return beginSilence;
    return kill?.at === at ? countDown : () => undefined;
  };
  fleet.onRequest = unless('request');
  postbox.onCommand = unless('mail command');
  return () => clearTimeout(timer);
}

function* violationsOf(
  world: World,
  step: Step,
  ended: readonly Ended[],
  before: Snapshot,
  after: Snapshot,
): Iterable<string> {
  const { fleet, postbox, site, shown } = world;
  if (ended.some(({ signal }) => signal === 'SIGKILL')) world.killed += 1;
  const cameToItsEnd = ended.some(({ stdout }) => stdout !== '') && ended.every(({ signal }) => signal === null);
  const shownNow = fleet.takeShown();
  if (cameToItsEnd) for (const link of shownNow) shown.add(link);

  yield* after.unsound;
  for (const one of ended) yield* wrongEnding(step, one);
  yield* wrongEntries(after, (url) => fleet.post(url)?.title ?? null);
  const known = new Set(after.entries.map(({ url }) => url));
  for (const link of shown) if (!known.has(link)) yield `${link} was shown, and is not in the state`;
  yield* wrongEditions(after);
  yield* wrongDeliveries(after, postbox.server.received, postbox.refused);
  yield* wrongRecipients(before, after);
  yield* wrongFiles(site.path('public'), cameToItsEnd);
  world.mayBeUncertain += step.kill === null && step.fileLimit === null ? 0 : CONNECTIONS;
  if (uncertainIn(after) > world.mayBeUncertain + postbox.cutOff)
    yield `${uncertainIn(after)} deliveries are uncertain`;
}

function* wrongEnding(step: Step, { status, signal, stderr }: Ended): Iterable<string> {
  if (signal !== null && !(signal === 'SIGKILL' && step.kill !== null)) yield `the run ended by ${signal}`;
  if (status === HELD && !step.twice) yield 'a lock was left behind';
  if (status !== null && ![0, 1, HELD].includes(status)) yield `the run ended with ${status}: ${stderr}`;
  if (status === 1 && stderr === '') yield 'the run failed without a word';
  if (/unexpected:|^\s+at /m.test(stderr)) yield `the run said: ${stderr}`;
}

const HELD = 75;

/** An edition goes to all who were to get it when it began. */
function* wrongRecipients(before: Snapshot, after: Snapshot): Iterable<string> {
  const known = new Set(before.editions.map(({ name }) => name));
  const deliveries = Map.groupBy(after.deliveries, ({ edition }) => edition);
  for (const { name } of after.editions) {
    const count = deliveries.get(name)?.length ?? 0;
    if (!known.has(name) && count !== before.recipients) yield `${name} went to ${count}, not ${before.recipients}`;
  }
}

function uncertainIn({ deliveries }: Snapshot): number {
  return deliveries.filter(({ state }) => state === 'uncertain').length;
}

/** What is left undone after the calm days. */
function* unfinished({ shown }: World, { entries, editions, deliveries }: Snapshot): Iterable<string> {
  for (const { name, state } of editions) if (state !== 'done') yield `${name} is still ${state}`;
  for (const { edition, email, state } of deliveries) {
    if (['queued', 'sending', 'deferred'].includes(state)) yield `${edition} to ${email} is still ${state}`;
  }
  const untold = entries.filter(({ url, initial, edition }) => shown.has(url) && initial === 0 && !edition);
  for (const { url, edition } of untold) yield `${url} is in no edition (${edition})`;
}

function inWords(step: Step, ended: readonly Ended[], found: readonly string[]): string {
  const { number, now, at, feedFaults, mail, kill, fileLimit } = step;
  const troubles = [
    now === at ? '' : `clock ${Math.round((now - at) / 3_600_000)} h off`,
    feedFaults.size === 0 ? '' : `${feedFaults.size} feeds fail`,
    mail === null ? '' : `${mail.step}: ${mail.answer} (${mail.share})`,
    kill === null ? '' : `kill at ${kill.at} ${kill.count}`,
    fileLimit === null ? '' : `disk full at ${fileLimit}`,
    step.twice ? 'twice' : '',
  ];
  const ends = ended.map(({ status, signal }) => signal ?? status).join(' and ');
  const said = ended.map(({ stderr }) => stderr.trim()).join('\n');
  const head = `${number} ${new Date(at).toISOString()} → ${ends}  ${troubles.filter(Boolean).join('; ')}`;
  return [head, ...said.split('\n').filter(Boolean), ...found.map((one) => `!! ${one}`)].join('\n    ');
}
