import type { ConnectionOptions } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Fault, reasonOf } from '../fault.ts';
import { SmtpChannel } from './smtp-channel.ts';
import type { SmtpServer } from './smtp-url.ts';
import type { Transport } from './transport.ts';

/** What nodemailer's errors carry besides their message. */
type SmtpError = SMTPConnection.SMTPError;

const CONNECT_TIMEOUT = 30_000;
/** For all that comes before the first message, up to the answer to the login. */
const OPENING_TIMEOUT = 60_000;
/** RFC 5321, 4.5.3.2: up to ten minutes for the answer to the end of the data, after which nobody would know. */
const SILENCE_TIMEOUT = 10 * 60_000;

/** A mail server over SMTP. `name` is how this side presents itself: the sender's domain, not the machine's. */
export function smtpTransport(
  server: SmtpServer,
  options: { name: string; connections: number; tls?: ConnectionOptions },
): Transport {
  const name = `${server.host}:${server.port}`;
  return {
    name,
    channels: options.connections,
    async open() {
      const connection = new SMTPConnection({
        host: server.host,
        port: server.port,
        secure: server.secure,
        name: options.name,
        connectionTimeout: CONNECT_TIMEOUT,
        greetingTimeout: CONNECT_TIMEOUT,
        socketTimeout: SILENCE_TIMEOUT,
        ...(options.tls ? { tls: options.tls } : {}),
      });
      const deadline = setTimeout(() => connection.close(), OPENING_TIMEOUT);
      try {
        const offered = await connect(connection);
        if (server.login !== null && offered.has('AUTH')) await login(connection, server.login);
        return new SmtpChannel(connection, offered);
      } catch (thrown) {
        connection.close();
        return unusable(name, thrown);
      } finally {
        clearTimeout(deadline);
      }
    },
  };
}

/** Connects, and returns the keywords of the extensions that the server offers over this very connection. */
function connect(connection: SMTPConnection): Promise<ReadonlySet<string>> {
  return new Promise((resolve, reject) => {
    rejectWhenGone(connection, reject);
    connection.connect((error) => (error ? reject(error) : resolve(offeredBy(connection.lastServerResponse))));
  });
}

function login(connection: SMTPConnection, auth: { user: string; pass: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    rejectWhenGone(connection, reject);
    connection.login(auth, (error) => (error ? reject(error) : resolve()));
  });
}

function rejectWhenGone(connection: SMTPConnection, reject: (error: Error) => void): void {
  connection.on('error', reject);
  connection.once('end', () => setImmediate(() => reject(new Error('the connection was closed'))));
}

/** The keywords of an EHLO reply (RFC 5321, 4.1.1.1); the reply to a HELO has one line and so no keyword. */
function offeredBy(reply: string | false): ReadonlySet<string> {
  const lines = (reply || '').split(/\r?\n/).slice(1);
  return new Set(lines.map((line) => /^250[ -]([\w-]+)/.exec(line)?.[1]?.toUpperCase() ?? ''));
}

/** The one line for a person: the server, the fault and the mend. */
function unusable(name: string, thrown: unknown): Fault {
  const error: Partial<SmtpError> = thrown instanceof Error ? thrown : {};
  const reason = reasonOf(thrown);
  const [problem, mend] = diagnose(error, reason);
  const permanent = error.code === 'EAUTH';
  return new Fault({ stage: 'mail', subject: `mail server ${name}`, problem, mend, permanent, cause: thrown });
}

function diagnose(error: Partial<SmtpError>, reason: string): [problem: string, mend: string] {
  if (error.code === 'EAUTH') {
    return [`does not accept the login (${reason})`, 'correct user and password in smtp.url or TIDINGS_SMTP_URL'];
  }
  if (isTlsFailure(error, reason)) {
    const mend = 'name the server as its certificate does, or name its authority in NODE_EXTRA_CA_CERTS';
    return [`cannot be reached over TLS that can be trusted (${reason})`, mend];
  }
  if (error.responseCode !== undefined) return [`refuses to talk (${reason})`, 'ask those who run it'];
  return [`cannot be reached (${reason})`, 'see whether it runs and whether smtp.url names it rightly'];
}

function isTlsFailure({ code }: Partial<SmtpError>, reason: string): boolean {
  return code === 'ETLS' || /certificate|altname|\bTLS\b|\bSSL\b|wrong version number/i.test(reason);
}
