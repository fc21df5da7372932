import PQueue from 'p-queue';
import { shownAddress } from '../../address.ts';
import type { App } from '../../app.ts';
import { listedSources } from '../../config/sources.ts';
import { Fault } from '../../fault.ts';
import type { Duration, Source } from '../../model.ts';
import { ACCEPT_FEEDS } from '../../poll/accept.ts';
import type { Asking } from '../../poll/asking.ts';
import { readFileSource } from '../../poll/file.ts';
import { credentialsOf, type Followed, follow, type Held, isWebAddress } from '../../poll/follow.ts';
import { NETWORK_IS_AWAY } from '../../poll/outage.ts';
import { codeOf, describeStatus } from '../../poll/wording.ts';
import { feedReader, openAsking, withHttp } from '../http.ts';
import { type Finding, warning, wrong } from './finding.ts';

/** A source that was asked once. */
export interface Visit {
  /** What is wrong with it; null: it answers with a feed from where it is listed. */
  readonly trouble: Finding | null;
  /** Whether the network kept it from being asked. */
  readonly unreached: boolean;
  /** By how much the server's clock is ahead of this one; null where it does not say. */
  readonly ahead: Duration | null;
}

const OK = 200;
const GONE = 410;

/** Asks every listed source once, through the queue and the guards of polling, and keeps nothing. */
export function visitSources(app: App): Promise<Visit[]> {
  const desk = new PQueue({ concurrency: 1 });
  return withHttp(app, async (http) => {
    const asking = await openAsking(app, http, { desk });
    return Promise.all(listedSources(app.settings.sources).map((source) => visit(app, source, asking, desk)));
  });
}

async function visit(app: App, source: Source, asking: Asking, desk: PQueue): Promise<Visit> {
  const answer = await ask(app, source, asking);
  if (answer instanceof Fault) {
    const trouble = wrong(
      `${shownAddress(source.url)}: ${answer.problem}`,
      `mend its address at ${source.listedAt}, or take it out`,
    );
    return { trouble, unreached: NETWORK_IS_AWAY.has(codeOf(answer.cause)), ahead: null };
  }
  if ('held' in answer) {
    const until = new Date(answer.held).toISOString();
    const trouble = warning(
      `${shownAddress(source.url)}: its host asked to be left alone until ${until}`,
      'ask less often by "interval"',
    );
    return { trouble, unreached: false, ahead: null };
  }
  const ahead = clockOf(answer, app);
  return { trouble: await desk.add(() => troubleOf(app, source, answer)), unreached: false, ahead };
}

async function ask({ settings }: App, source: Source, asking: Asking): Promise<Followed | Held | Fault> {
  if (source.path !== undefined) return readFileSource(source.url, source.path, settings.poll.maxBytes);
  const url = URL.parse(source.url);
  if (url === null || !isWebAddress(url)) {
    return new Fault({ stage: 'poll', subject: source.url, problem: 'is no http or https address' });
  }
  const wanted = { url, validators: null, accept: ACCEPT_FEEDS, credentials: credentialsOf(url) };
  return follow(wanted, (asked, headers) => asking.ask(asked, headers));
}

async function troubleOf(app: App, { url, listedAt }: Source, followed: Followed): Promise<Finding | null> {
  const { status, body, headers } = followed.answer;
  if (status === GONE) return wrong(`${shownAddress(url)}: is gone for good (410)`, `take it out at ${listedAt}`);
  if (status !== OK)
    return wrong(`${shownAddress(url)}: ${describeStatus(status)}`, `mend its address at ${listedAt}, or take it out`);
  const contentType = headers.get('content-type') ?? null;
  const feed = await feedReader(app)({ bytes: body, url: followed.url, contentType });
  if (feed instanceof Fault)
    return wrong(`${shownAddress(url)}: ${feed.problem}`, `find its feed by: tidings add ${shownAddress(url)}`);
  const { movedTo } = followed;
  return movedTo === null
    ? null
    : warning(`${shownAddress(url)}: has moved to ${shownAddress(movedTo)}`, `write that address at ${listedAt}`);
}

/** A cache's answer is as old as it says (RFC 9111 §5.1). */
function clockOf({ answer: { headers } }: Followed, { clock }: App): Duration | null {
  const date = Date.parse(headers.get('date') ?? '');
  const age = Number(headers.get('age') ?? 0) * 1000;
  return Number.isFinite(date + age) ? date + age - clock() : null;
}
