import type { App, GlobalOptions } from '../app.ts';
import { Fault } from '../fault.ts';
import { type SendOptions, sendEdition } from '../mail/outbox.ts';
import type { DeliveryCounts, EditionDraft } from '../mail/outbox-store.ts';
import { openPace } from '../mail/pace.ts';
import { askForApproval } from './approval.ts';
import {
  editionUnderWay,
  type PreparedEdition,
  prepareDueEdition,
  prepareEdition,
  settleUneventful,
} from './edition.ts';
import { addressOf, fixedRecipients, type Mailing, openMailing } from './mailing.ts';
import { publishFiles } from './publish.ts';
import { reportToEditor } from './report.ts';
import { holdingSite } from './site-lock.ts';
import { keepHeapFlat, MANY_RECIPIENTS } from './small-heap.ts';

export interface SendCommandOptions extends GlobalOptions {
  readonly dryRun?: boolean;
  /** Send to this address alone, recording nothing. */
  readonly test?: string;
  readonly resendUncertain?: boolean;
}

/** What `send --json` prints: the counts of all deliveries of this edition so far. */
export interface SendCounts extends DeliveryCounts {
  readonly edition: string;
  /** Whether an edition was due, and so was begun. */
  readonly due: boolean;
}

/** How sending ended. */
export interface Sent {
  readonly counts: SendCounts;
  /** Why nothing at all could be handed over; null: something was, or nothing had to be. */
  readonly fault: Fault | null;
}

/** Sends the edition that is due, and what is left of earlier ones. Returns the exit status. */
export async function send(app: App, options: SendCommandOptions): Promise<number> {
  if (options.dryRun) return report(app, await previewCounts(app));
  if (options.test !== undefined) return sendTest(app, options.test);
  return holdingSite(app, async () => {
    if (options.resendUncertain) await requeueUncertain(app);
    const begun = await beginDueEdition(app);
    if (begun) await publishFiles(app);
    const { counts, fault } = await deliver(app, begun);
    report(app, counts);
    return fault === null ? 0 : 1;
  });
}

/** Begins the edition that is due, if one is, and says whether one has begun. The site must be held. */
export async function beginDueEdition(app: App): Promise<boolean> {
  const prepared = await prepareDueEdition(app);
  if (prepared === null) return false;
  await settleUneventful(app, prepared);
  if (!prepared.due) return false;
  const mailing = await openMailing(app);
  return app.store.editions.begin({
    content: prepared.edition,
    rendered: prepared.rendered,
    dueAt: prepared.edition.period.to,
    begunAt: app.clock(),
    ...settledBy(prepared.decisions),
    fixed: fixedRecipients(app),
    messageId: (key) => mailing.messageId(prepared.edition.name, key),
    waits: app.settings.digest.approve,
  });
}

function settledBy(decisions: PreparedEdition['decisions']): Pick<EditionDraft, 'entryIds' | 'leftOut' | 'decisions'> {
  const idsOf = (chosen: typeof decisions) => chosen.map(({ id }) => id);
  return {
    entryIds: idsOf(decisions.filter(({ place }) => place !== 'left out')),
    leftOut: idsOf(decisions.filter(({ place }) => place === 'left out')),
    decisions: JSON.stringify(decisions),
  };
}

/** Makes all deliveries of the editions begun that may be made now. The site must be held. */
export async function deliver(app: App, due: boolean): Promise<Sent> {
  const fault = await sendOpenEditions(app, await openMailing(app), {
    run: `${app.clock()}-${app.chance()}`,
    pace: openPace(app.settings.smtp.rate, () => performance.now()),
  });
  return { counts: await currentCounts(app, due), fault };
}

/** Who sends: a run of a name unlike any other's, and how fast. */
export type Sender = Pick<SendOptions, 'run' | 'pace'>;

/**
 * Makes all deliveries that may be made now, and tells the editor what waits and what was sent. Returns the Fault only
 * where it kept everything from being handed over.
 */
export async function sendOpenEditions(app: App, mailing: Mailing, sender: Sender): Promise<Fault | null> {
  const unasked = await askForApproval(app, mailing);
  if (unasked !== null) app.log.error(unasked.message);
  if (unasked !== null) return unasked;
  let accepted = 0;
  let trouble: Fault | null = null;
  const sentNow = new Set<string>();
  for (const edition of await app.store.editions.open()) {
    const { recipients } = await app.store.deliveries.counts(edition.name);
    if (recipients > MANY_RECIPIENTS) keepHeapFlat();
    const write = mailing.prepare(edition, edition.begunAt);
    const sent = await sendEdition(
      edition,
      ({ email, name, messageId }) => write({ name, address: addressOf(email, 'the recipient'), messageId }),
      {
        store: app.store,
        transport: mailing.transport,
        ...sender,
        clock: app.clock,
        chance: app.chance,
        log: { warn: (message) => app.log.warn(message), debug: (message) => app.log.debug(message) },
        signal: app.signal,
      },
    );
    accepted += sent.accepted;
    trouble = sent.fault ?? sent.trouble ?? trouble;
    if (sent.trouble !== null) app.log.error(sent.trouble.message);
    if (sent.fault !== null) app.log.error(sent.fault.message);
    if (sent.fault !== null || app.signal.aborted) break;
    sentNow.add(edition.name);
  }
  if (!app.signal.aborted) await reportToEditor(app, mailing, sentNow);
  return accepted === 0 ? trouble : null;
}

/** The counts of the edition that began last; before the first, those of the one to come. */
async function currentCounts(app: App, due: boolean): Promise<SendCounts> {
  const [latest] = await app.store.editions.latest(1);
  const edition = latest?.name ?? (await editionUnderWay(app));
  return { edition, due, ...(await app.store.deliveries.counts(edition)) };
}

async function previewCounts(app: App): Promise<SendCounts> {
  const { due, edition } = await prepareEdition(app);
  const recipients = await app.store.editions.countRecipients(fixedRecipients(app));
  return {
    edition: edition.name,
    due,
    recipients,
    sent: 0,
    deferred: recipients,
    failed: 0,
    suppressed: 0,
    uncertain: 0,
  };
}

async function sendTest(app: App, text: string): Promise<number> {
  const address = addressOf(text, '--test');
  const { edition, rendered, due } = await prepareEdition(app);
  const mailing = await openMailing(app);
  const now = app.clock();
  const messageId = mailing.messageId(`test ${edition.name} ${now} ${app.chance()}`, address.key);
  const channel = await mailing.transport.open();
  if (channel instanceof Fault) throw channel;
  const outcome = await channel.send(
    mailing.prepare(rendered, now)({ name: '', address, messageId }),
    async () => true,
  );
  channel.close();
  const sent = outcome.kind === 'accepted' ? 1 : 0;
  if (sent === 0) app.log.error(`${address.text}: ${'text' in outcome ? outcome.text : outcome.kind}`);
  const counts = { recipients: 1, sent, deferred: 0, failed: 1 - sent, suppressed: 0, uncertain: 0 };
  report(app, { edition: edition.name, due, ...counts });
  return sent === 1 ? 0 : 1;
}

async function requeueUncertain(app: App): Promise<void> {
  for (const { name } of await app.store.editions.latest(UNCERTAIN_EDITIONS)) {
    const count = await app.store.deliveries.requeueUncertain(name, app.clock());
    if (count > 0) app.log.info(`${name}: ${count} uncertain deliveries will be sent again`);
  }
}

/** How many of the last editions `--resend-uncertain` looks at. */
const UNCERTAIN_EDITIONS = 10;

/** Prints how an edition's deliveries stand. */
export function report(app: App, counts: SendCounts): number {
  app.console.printJson(counts);
  app.console.note(countsInWords(counts));
  return 0;
}

/** How an edition's deliveries stand, in a line for a person. */
export function countsInWords({ edition, due, recipients, ...counts }: SendCounts): string {
  if (recipients === 0) return `${edition}: ${due ? 'nobody to send it to' : 'not due yet'}`;
  const { sent, deferred, failed, suppressed, uncertain } = counts;
  const others = Object.entries({ deferred, failed, suppressed, uncertain }).filter(([, count]) => count > 0);
  return `${edition}: sent to ${sent} of ${recipients}${others.map(([state, count]) => `, ${count} ${state}`).join('')}`;
}
