import type { ImapFlow } from 'imapflow';
import { Fault, reasonOf } from '../fault.ts';

/** A mailbox on an IMAP server. */
interface ImapMailbox {
  readonly host: string;
  readonly port: number;
  /** Whether the connection begins with TLS; without, STARTTLS is used wherever it is offered. */
  readonly secure: boolean;
  readonly user: string;
  readonly pass: string;
  readonly folder: string;
}

const IMAP_PORT = 143;
const IMAPS_PORT = 993;

/**
 * Hands each unread message of an IMAP mailbox to `act`, oldest first, and marks it as read once that has resolved: a
 * run that dies leaves it to the next.
 * @param url such as `imaps://user:password@mail.example.org/INBOX`
 * @throws Fault where the URL is none or the mailbox cannot be read; no message has the password in it
 */
export async function readInbox(url: string, act: (message: Uint8Array) => Promise<void>): Promise<void> {
  const { host, port, secure, user, pass, folder } = readImapUrl(url);
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({ host, port, secure, auth: { user, pass }, logger: false, disableAutoIdle: true });
  // what goes wrong is told by the call that is under way; without a listener the process would end
  client.on('error', () => undefined);
  try {
    await talking(host, client.connect());
    await talking(host, client.mailboxOpen(folder));
    const unread = await talking(host, client.search({ seen: false }, { uid: true }));
    for (const uid of unread || []) await readOne(client, host, uid, act);
    await talking(host, client.logout());
  } finally {
    client.close();
  }
}

async function readOne(
  client: ImapFlow,
  host: string,
  uid: number,
  act: (message: Uint8Array) => Promise<void>,
): Promise<void> {
  const message = await talking(host, client.fetchOne(String(uid), { source: true }, { uid: true }));
  if (message === false || message.source === undefined) return;
  await act(message.source);
  await talking(host, client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }));
}

/** What the server does wrong is a Fault; what `act` does wrong is its own. */
async function talking<T>(host: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    const refused = thrown instanceof Error && 'authenticationFailed' in thrown;
    throw new Fault({
      stage: 'mail',
      subject: `inbox at ${host}`,
      problem: refused ? 'does not accept the login' : `cannot be read: ${reasonOf(thrown)}`,
      mend: refused
        ? 'correct user and password in inbox.url'
        : 'see whether it runs and whether inbox.url names it rightly',
      cause: thrown,
    });
  }
}

function readImapUrl(text: string): ImapMailbox {
  const url = URL.canParse(text) ? new URL(text) : null;
  const secure = url?.protocol === 'imaps:';
  if (url === null || url.username === '' || !(secure || url.protocol === 'imap:')) throw unreadable();
  try {
    return {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? (secure ? IMAPS_PORT : IMAP_PORT) : Number(url.port),
      secure,
      user: decodeURIComponent(url.username),
      pass: decodeURIComponent(url.password),
      folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
    };
  } catch (thrown) {
    if (thrown instanceof URIError) throw unreadable();
    throw thrown;
  }
}

function unreadable(): Fault {
  return new Fault({
    stage: 'settings',
    subject: 'inbox.url',
    problem: 'is no address of a mailbox',
    mend: 'write imaps://user:password@mail.example.org/INBOX, with @ / : and % in the password as %40 %2F %3A %25',
    permanent: true,
  });
}
