import { Agent, type Dispatcher } from 'undici';
import { shownAddress } from '../address.ts';
import { Fault, reasonOf } from '../fault.ts';
import type { Duration } from '../model.ts';
import { ACCEPT_ENCODING, BadBody, BodyReader } from './body.ts';
import { PrivateAddress, publicConnector } from './guard.ts';
import { type Headers, readHeaders } from './headers.ts';
import { TooSlow } from './too-slow.ts';
import { codeOf } from './wording.ts';

/** What a request may cost, and how the client presents itself. */
export interface HttpSettings {
  /** For the whole answer: connecting, TLS, headers and body. */
  readonly timeout: Duration;
  /** Of a body after decompression. */
  readonly maxBytes: number;
  readonly allowPrivateNetwork: boolean;
  readonly userAgent: string;
  /** Connections to one host: as many as requests at once, or the client opens a new one while the last one settles. */
  readonly connections: number;
  /** How long a connection is kept for the next request to its host. */
  readonly keepAlive: Duration;
}

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Without its content codings; empty unless the status is 200 and the body wanted. */
  readonly body: Uint8Array;
  /** Of the body as it came over the wire. */
  readonly bytes: number;
}

/** Asks for room for a large body: it is read on when the promise resolves. */
export type AskForRoom = () => Promise<void>;

/** Whether a body is of use, by the header fields before it. */
export type IsWanted = (headers: Headers) => boolean;

export interface HttpClient {
  /**
   * Asks once. Whatever goes wrong with the network, the server or the body is a returned Fault. A body that turns out
   * large waits for room, which does not count as the server's time; one that is not wanted is not read.
   */
  get(
    url: URL,
    headers: Readonly<Record<string, string>>,
    room: AskForRoom,
    isWanted?: IsWanted,
  ): Promise<Answer | Fault>;
  /** Sends a form once; whatever goes wrong is a returned Fault, too. */
  post(url: URL, form: URLSearchParams): Promise<Answer | Fault>;
  /** Ends every request under way with a Fault. */
  close(): Promise<void>;
}

/** Bodies that are not wanted are read up to here, so that the connection can be used again; beyond, it is closed. */
const IDLY_READ_BYTES = 64 * 1024;

/** From so many bytes on, a body is large: many of them at once would fill the memory. */
const LARGE_BODY = 1024 * 1024;

/** Headers of real sites (cookies, content policies) go beyond Node's 16 KiB. */
const MAX_HEADER_BYTES = 64 * 1024;

/** Opens the client of one poll. HTTP/1.1; certificates are verified; no cookies, no Referer. */
export function openHttp(settings: HttpSettings): HttpClient {
  const connecting = { timeout: settings.timeout, rejectUnauthorized: true, allowH2: false };
  const agent = new Agent({
    allowH2: false,
    connect: settings.allowPrivateNetwork ? connecting : publicConnector(connecting),
    connections: settings.connections,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: settings.keepAlive,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  const own = { 'user-agent': settings.userAgent, 'accept-encoding': ACCEPT_ENCODING };
  const send = async (url: URL, request: OneRequest) => {
    try {
      return await exchange(agent, url, { ...request, headers: { ...own, ...request.headers } }, settings);
    } catch (thrown) {
      return new Fault({ stage: 'poll', subject: shownAddress(url.href), problem: problemOf(thrown), cause: thrown });
    }
  };
  return {
    get: (url, headers, room, isWanted = always) => send(url, { method: 'GET', headers, body: null, room, isWanted }),
    post: (url, form) =>
      send(url, { method: 'POST', headers: FORM, body: form.toString(), room: freely, isWanted: always }),
    close: () => agent.destroy(),
  };
}

interface OneRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly room: AskForRoom;
  readonly isWanted: IsWanted;
}

const freely: AskForRoom = () => Promise.resolve();

const always: IsWanted = () => true;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

function exchange(
  agent: Agent,
  url: URL,
  { room, isWanted, ...request }: OneRequest,
  { timeout, maxBytes }: HttpSettings,
): Promise<Answer> {
  const tooSlow = () => receiving.abort(new TooSlow(`has not answered in full within ${timeout} ms`));
  const begun = performance.now();
  let timer = setTimeout(tooSlow, timeout);
  const receiving = new Receiving(maxBytes, isWanted, async () => {
    clearTimeout(timer);
    const left = timeout - (performance.now() - begun);
    await room();
    if (!receiving.isSettled) timer = setTimeout(tooSlow, left);
  });
  agent.dispatch({ origin: url.origin, path: `${url.pathname}${url.search}`, ...request }, receiving);
  return receiving.answer.finally(() => clearTimeout(timer));
}

type Pause = 'decoding' | 'no room';

/** One answer being received. */
class Receiving implements Dispatcher.DispatchHandler {
  readonly answer: Promise<Answer>;
  isSettled = false;
  readonly #settle = Promise.withResolvers<Answer>();
  readonly #maxBytes: number;
  readonly #isWanted: IsWanted;
  readonly #room: AskForRoom;
  #controller: Dispatcher.DispatchController | null = null;
  #aborted: Error | null = null;
  #status = 0;
  #headers: Headers = new Map();
  #reader: BodyReader | null = null;
  #bytes = 0;
  /** How many bytes were announced. */
  #expected = Number.POSITIVE_INFINITY;
  #isLarge = false;
  /** Why no more is read now. */
  readonly #pauses = new Set<Pause>();

  constructor(maxBytes: number, isWanted: IsWanted, room: AskForRoom) {
    this.#maxBytes = maxBytes;
    this.#isWanted = isWanted;
    this.#room = room;
    this.answer = this.#settle.promise;
  }

  abort(reason: Error): void {
    this.isSettled = true;
    this.#aborted = reason;
    this.#reader?.fail(reason);
    this.#settle.reject(reason);
    this.#controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#aborted !== null) controller.abort(this.#aborted);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = readHeaders(Array.isArray(controller.rawHeaders) ? controller.rawHeaders : []);
    if (status !== 200 || !this.#isWanted(this.#headers)) return;
    this.#expected = Number(this.#headers.get('content-length') ?? Number.POSITIVE_INFINITY);
    this.#reader = new BodyReader(this.#headers.get('content-encoding') ?? '', this.#maxBytes);
    this.#reader.body.then(
      (body) => this.#finish(body),
      (reason: Error) => this.abort(reason),
    );
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#reader === null) {
      if (this.#bytes > IDLY_READ_BYTES) this.#leaveBody(controller);
      return;
    }
    const isBusy = !this.#reader.write(chunk, () => this.#resume(controller, 'decoding'));
    // With nothing left to read, undici would take a server that closes now for one that broke off.
    if (this.#bytes >= this.#expected) return;
    if (isBusy) this.#pause(controller, 'decoding');
    if (this.#isLarge || this.#reader.length < LARGE_BODY) return;
    this.#isLarge = true;
    this.#pause(controller, 'no room');
    this.#room().then(() => this.#resume(controller, 'no room'));
  }

  #pause(controller: Dispatcher.DispatchController, why: Pause): void {
    this.#pauses.add(why);
    controller.pause();
  }

  #resume(controller: Dispatcher.DispatchController, why: Pause): void {
    this.#pauses.delete(why);
    if (this.#pauses.size === 0) controller.resume();
  }

  onResponseEnd(): void {
    if (this.#reader === null) this.#finish(new Uint8Array());
    else this.#reader.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    this.abort(error);
  }

  #finish(body: Uint8Array): void {
    this.isSettled = true;
    this.#settle.resolve({ status: this.#status, headers: this.#headers, body, bytes: this.#bytes });
  }

  #leaveBody(controller: Dispatcher.DispatchController): void {
    this.#finish(new Uint8Array());
    controller.abort(new BadBody('is longer than anybody reads'));
  }
}

/** What people call the errors of sockets, TLS and HTTP. */
const PROBLEMS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'closed the connection before the answer was complete',
  EPIPE: 'closed the connection before the answer was complete',
  UND_ERR_SOCKET: 'closed the connection before the answer was complete',
  UND_ERR_CONNECT_TIMEOUT: 'does not answer',
  ETIMEDOUT: 'does not answer',
  ENOTFOUND: 'has a name that nobody knows',
  EAI_AGAIN: 'has a name that cannot be looked up now',
  UND_ERR_HEADERS_OVERFLOW: 'sends headers without end',
  ERR_SSL_WRONG_VERSION_NUMBER: 'speaks no TLS there; is it an http:// address?',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'speaks only versions of TLS that are no longer safe',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'speaks only versions of TLS that are no longer safe',
};

/** What the codes of OpenSSL begin with; the rest of them is its reason, the message full of what concerns nobody else. */
const OPENSSL = 'ERR_SSL_';

function problemOf(thrown: unknown): string {
  if (thrown instanceof PrivateAddress || thrown instanceof BadBody || thrown instanceof TooSlow) return thrown.message;
  const code = codeOf(thrown);
  if (code === null) return reasonOf(thrown);
  const known = PROBLEMS[code];
  if (known !== undefined) return `${known} (${code})`;
  if (code.startsWith(OPENSSL)) {
    const reason = code.slice(OPENSSL.length).toLowerCase().replaceAll('_', ' ');
    return `cannot be talked to over TLS: ${reason} (${code})`;
  }
  if (!/CERT|SIGNATURE|ALTNAME/.test(code)) return `${reasonOf(thrown)} (${code})`;
  // Behind a semicolon Node advises those who start it.
  return `has a certificate that does not hold: ${reasonOf(thrown).replace(/;.*/, '')}`;
}
