import { readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { App, GlobalOptions } from '../app.ts';
import { Fault, unreadable } from '../fault.ts';
import { type Incoming, readIncoming } from '../mail/bounce.ts';
import { readInbox } from '../mail/inbox.ts';
import type { DeliveryRecord } from '../store/deliveries.ts';
import { openReception, type Reception } from './mailing.ts';

interface BounceOptions extends GlobalOptions {
  /** A message, or a Maildir whose new messages are read; without, stdin. */
  readonly file?: string;
  /** Read the unread messages of the mailbox that the settings name. */
  readonly inbox?: boolean;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** What was done about a message. */
interface Answer {
  readonly done: 'suppressed' | 'counted' | 'unsubscribed' | 'ignored';
  readonly email?: string;
  readonly reason: string;
}

/** How many editions must bounce softly within how long before the address is given up. */
const SOFT_BOUNCES = 3;
const SOFT_BOUNCE_WINDOW = 60 * 86_400_000;

/** Reads bounces, complaints and unsubscribing mails, and acts on those that are about deliveries of this site. */
export async function bounce(app: App, { file, inbox, stdin }: BounceOptions): Promise<number> {
  const reception = await openReception(app);
  if (inbox) return readImap(app, reception);
  if (file !== undefined && (await isFolder(file))) return readMaildir(app, reception, file);
  const message = file === undefined ? await buffer(stdin) : await readFile(file);
  const answer = await answerTo(app, reception, message);
  app.console.printJson(answer);
  app.console.print(lineOf(answer));
  return 0;
}

/** Reads the new messages of a Maildir and moves each, once acted on, to those that were read. */
async function readMaildir(app: App, reception: Reception, folder: string): Promise<number> {
  const answers: Answer[] = [];
  for (const name of (await readdir(join(folder, 'new'))).sort()) {
    const answer = await answerTo(app, reception, await readFile(join(folder, 'new', name)));
    await rename(join(folder, 'new', name), join(folder, 'cur', `${name}:2,S`));
    answers.push(answer);
    app.console.print(`${name}: ${lineOf(answer)}`);
  }
  app.console.printJson(answers);
  return 0;
}

/** Reads the unread messages of the IMAP mailbox that the settings name, and marks each, once acted on, as read. */
async function readImap(app: App, reception: Reception): Promise<number> {
  const { inbox } = app.settings;
  if (inbox === null) {
    const mend = 'set inbox: { url: "imaps://user:password@mail.example.org/INBOX" }';
    throw new Fault({ stage: 'settings', subject: 'inbox.url', problem: 'is not set', mend, permanent: true });
  }
  const answers: Answer[] = [];
  await readInbox(inbox.url, async (message) => {
    const answer = await answerTo(app, reception, message);
    answers.push(answer);
    app.console.print(lineOf(answer));
  });
  app.console.printJson(answers);
  return 0;
}

async function answerTo(app: App, reception: Reception, message: Uint8Array): Promise<Answer> {
  const incoming: Incoming = await readIncoming(message, reception.returnPath);
  switch (incoming.kind) {
    case 'report':
      return answerReport(app, incoming);
    case 'complaint':
      return answerComplaint(app, incoming);
    case 'unsubscribe':
      return answerUnsubscribe(app, reception, incoming.token);
    case 'other':
      return { done: 'ignored', reason: incoming.why };
  }
}

/** Only what names a message of ours and the address that it went to is believed: anybody can write a report. */
async function answerReport(app: App, { messageId, recipients }: Incoming & { kind: 'report' }): Promise<Answer> {
  const delivery = await app.store.deliveries.byMessageId(messageId);
  if (delivery === null) return { done: 'ignored', reason: 'it is about no message of this site' };
  const report = recipients.find(({ keys }) => keys.includes(delivery.key));
  if (report === undefined) return { done: 'ignored', reason: 'it is about another address than the message went to' };
  const reason = `bounced with status ${report.status}`;
  if (report.severity === 'none') return { done: 'ignored', email: delivery.email, reason: 'nothing failed' };
  return report.severity === 'hard' ? suppress(app, delivery, reason) : countSoftBounce(app, delivery, reason);
}

async function answerComplaint(app: App, { messageId, key }: Incoming & { kind: 'complaint' }): Promise<Answer> {
  const delivery = await app.store.deliveries.byMessageId(messageId);
  if (delivery === null || (key !== null && key !== delivery.key)) {
    return { done: 'ignored', reason: 'it is about no message of this site' };
  }
  return suppress(app, delivery, 'complained of the message');
}

async function answerUnsubscribe(app: App, reception: Reception, token: string): Promise<Answer> {
  const key = reception.tokens.open('unsubscribe', token);
  if (key === null) return { done: 'ignored', reason: 'it has no unsubscribe token of this site' };
  await app.store.subscribers.unsubscribe(key, app.clock());
  return { done: 'unsubscribed', email: key, reason: 'asked for by mail' };
}

async function suppress(app: App, { key, email }: DeliveryRecord, reason: string): Promise<Answer> {
  await app.store.subscribers.suppress(key, reason, app.clock());
  return { done: 'suppressed', email, reason };
}

async function countSoftBounce(app: App, delivery: DeliveryRecord, reason: string): Promise<Answer> {
  const now = app.clock();
  const since = now - SOFT_BOUNCE_WINDOW;
  const count = await app.store.subscribers.noteSoftBounce(delivery.key, delivery.edition, now, since);
  if (count >= SOFT_BOUNCES) return suppress(app, delivery, `${reason} in ${count} editions`);
  return { done: 'counted', email: delivery.email, reason };
}

function lineOf({ done, email, reason }: Answer): string {
  return `${email === undefined ? '' : `${email}: `}${done}: ${reason}`;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (thrown) {
    throw new Fault({ stage: 'usage', subject: path, ...unreadable(thrown) });
  }
}
