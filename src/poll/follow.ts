import { shownAddress } from '../address.ts';
import { Fault } from '../fault.ts';
import type { Instant } from '../model.ts';
import { asUtf8 } from './headers.ts';
import type { Answer } from './http.ts';

/** The header fields by which a server tells that nothing has changed, and the one address they belong to. */
export interface Validators {
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What is asked for. */
export interface Wanted {
  /** May hold `user:password@`. */
  readonly url: URL;
  readonly validators: Validators | null;
  readonly accept: string;
  /** Credentials for other addresses on the way, such as the listed one's where a remembered one is asked. */
  readonly credentials: Credentials | null;
}

/** What came of it. */
export interface Followed {
  /** Where the answer came from, without credentials. */
  readonly url: string;
  readonly answer: Answer;
  /** Whether validators were sent to that address. */
  readonly conditional: boolean;
  /** Where the unbroken run of permanent redirects at the start led; null where there was none. */
  readonly movedTo: string | null;
  /** Whether no redirect on the way may lead elsewhere the next time. */
  readonly permanent: boolean;
}

/** A host that is to be left alone was on the way. */
export interface Held {
  readonly held: Instant;
}

/** Sends one request when it is its host's turn. */
export type Ask = (url: URL, headers: Readonly<Record<string, string>>) => Promise<Answer | Held | Fault>;

const MAX_REDIRECTS = 10;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);

/** Asks for an address and follows redirects (RFC 9110 §15.4), looking at each hop. */
export async function follow(wanted: Wanted, ask: Ask): Promise<Followed | Held | Fault> {
  const visited = new Set<string>();
  let credentials = credentialsOf(wanted.url) ?? wanted.credentials;
  let url = withoutCredentials(wanted.url);
  let movedTo: string | null = null;
  let permanent = true;
  for (;;) {
    visited.add(url.href);
    const conditional = wanted.validators?.url === url.href;
    const answer = await ask(url, headersFor(url, wanted, credentials));
    if (answer instanceof Fault || 'held' in answer) return answer;
    if (!REDIRECTS.has(answer.status)) return { url: url.href, answer, conditional, movedTo, permanent };
    const next = targetOf(answer, url);
    if (next instanceof Fault) return next;
    credentials = credentialsOf(next) ?? credentials;
    const target = withoutCredentials(next);
    if (visited.has(target.href)) return wrong(wanted.url, `redirects in a circle, by ${shownAddress(target.href)}`);
    if (visited.size > MAX_REDIRECTS) return wrong(wanted.url, `redirects more than ${MAX_REDIRECTS} times`);
    // An address with credentials is not remembered: they would be missing from it the next time.
    permanent &&= PERMANENT.has(answer.status) && credentialsOf(next) === null;
    if (permanent) movedTo = target.href;
    url = target;
  }
}

/** By what an answer is known again; null where it says nothing of the kind. */
export function validatorsOf({ answer, url }: Followed): Validators | null {
  const [etag, lastModified] = [answer.headers.get('etag') || null, answer.headers.get('last-modified') || null];
  return etag === null && lastModified === null ? null : { url, etag, lastModified };
}

function headersFor(url: URL, wanted: Wanted, credentials: Credentials | null): Record<string, string> {
  const headers: Record<string, string> = { accept: wanted.accept };
  if (credentials !== null && mayHave(url, credentials)) headers.authorization = credentials.authorization;
  const { validators } = wanted;
  if (validators === null || validators.url !== url.href) return headers;
  if (validators.etag !== null) headers['if-none-match'] = validators.etag;
  if (validators.lastModified !== null) headers['if-modified-since'] = validators.lastModified;
  return headers;
}

function targetOf(answer: Answer, from: URL): URL | Fault {
  const location = asUtf8(answer.headers.get('location') ?? '').trim();
  if (location === '') return wrong(from, `answered ${answer.status}, a redirect, without saying where to`);
  const target = URL.parse(location, from.href);
  if (target === null) return wrong(from, `redirects to what is no address: ${location}`);
  if (!isWebAddress(target)) return wrong(from, `redirects to ${target.protocol} which is not followed`);
  return target;
}

export function isWebAddress(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

function wrong(url: URL, problem: string): Fault {
  return new Fault({ stage: 'poll', subject: shownAddress(url.href), problem });
}

/** Basic authorization (RFC 7617), for one host and no other. */
export interface Credentials {
  readonly protocol: string;
  readonly host: string;
  readonly authorization: string;
}

/** The credentials in an address. */
export function credentialsOf(url: URL): Credentials | null {
  if (url.username === '' && url.password === '') return null;
  const pair = `${unescaped(url.username)}:${unescaped(url.password)}`;
  const authorization = `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
  return { protocol: url.protocol, host: url.host, authorization };
}

/** Credentials go to their own host, and never from https to plain http. */
function mayHave(url: URL, { protocol, host }: Credentials): boolean {
  return url.host === host && (url.protocol === protocol || url.protocol === 'https:');
}

/** A percent sign that escapes nothing stands for itself. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutCredentials(url: URL): URL {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  plain.hash = '';
  return plain;
}
