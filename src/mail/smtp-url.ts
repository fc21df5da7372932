import { Fault } from '../fault.ts';

/** Where and how mail is handed over, as `smtp.url` says it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** Whether the connection begins with TLS; without, STARTTLS is used wherever it is offered. */
  readonly secure: boolean;
  readonly login: { readonly user: string; readonly pass: string } | null;
}

const SUBMISSION_PORT = 587;
const SUBMISSIONS_PORT = 465;

/**
 * Reads an `smtp://` or `smtps://` URL (RFC 8314's ports where it names none).
 * @throws Fault where it is none; the message has no part of the URL in it, because that may be a password.
 */
export function readSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : null;
  const secure = url?.protocol === 'smtps:';
  if (url === null || url.hostname === '' || !(secure || url.protocol === 'smtp:')) throw unreadable();
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? SUBMISSIONS_PORT : SUBMISSION_PORT) : Number(url.port),
    secure,
    login: url.username === '' ? null : { user: decoded(url.username), pass: decoded(url.password) },
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (thrown) {
    if (thrown instanceof URIError) throw unreadable();
    throw thrown;
  }
}

function unreadable(): Fault {
  return new Fault({
    stage: 'settings',
    subject: 'smtp.url',
    problem: 'is no address of a mail server',
    mend: 'write smtps://user:password@mail.example.org, with @ / : and % in the password as %40 %2F %3A %25; or file:out/',
    permanent: true,
  });
}
