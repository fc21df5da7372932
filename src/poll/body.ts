import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';

/** What is sent as Accept-Encoding: every coding that {@link BodyReader} understands. */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

/** A body that is more than may be read, or not what its headers say. */
export class BadBody extends Error {
  override readonly name = 'BadBody';
}

const DECODERS: Readonly<Record<string, (firstByte: number) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: (firstByte) => (isZlibHeader(firstByte) ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
};

/** What is written in place of a coding where there is none: the codings of MIME, that leave a body as it is. */
const NO_CODINGS: ReadonlySet<string> = new Set(['', 'identity', 'none', '7bit', '8bit', 'binary']);

/** Whether a name may be a coding's; some servers say in that field what belongs in another, such as a character set. */
function isCoding(name: string): boolean {
  return !NO_CODINGS.has(name) && !isCharset(name);
}

function isCharset(name: string): boolean {
  try {
    new TextDecoder(name);
    return true;
  } catch {
    return false;
  }
}

/** `deflate` means the zlib format (RFC 9110 §8.4.1.2), but many servers send it raw. */
function isZlibHeader(firstByte: number): boolean {
  const DEFLATE_METHOD = 8;
  return (firstByte & 0x0f) === DEFLATE_METHOD;
}

/** Gathers a body as it arrives, undoing its content codings, up to a size that counts after that. */
export class BodyReader {
  /** The whole body, or a {@link BadBody}. */
  readonly body: Promise<Uint8Array>;
  readonly #settle = Promise.withResolvers<Uint8Array>();
  readonly #codings: readonly string[];
  readonly #maxBytes: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  #decoders: readonly Transform[] | null = null;

  constructor(contentEncoding: string, maxBytes: number) {
    this.#codings = contentEncoding
      .toLowerCase()
      .split(',')
      .map((coding) => coding.trim())
      .filter(isCoding);
    this.#maxBytes = maxBytes;
    this.body = this.#settle.promise;
  }

  /** How much there is so far, in bytes without content codings. */
  get length(): number {
    return this.#length;
  }

  /** Takes the next bytes; calls `resume` when it can take more, if it returns false. */
  write(chunk: Uint8Array, resume: () => void): boolean {
    if (this.#codings.length === 0) {
      this.#gather(chunk);
      return true;
    }
    this.#decoders ??= this.#openDecoders(chunk[0] ?? 0);
    const [first] = this.#decoders;
    if (first === undefined || first.write(chunk)) return true;
    first.once('drain', resume);
    return false;
  }

  end(): void {
    const [first] = this.#decoders ?? [];
    if (first === undefined) this.#settle.resolve(this.#joined());
    else first.end();
  }

  fail(reason: Error): void {
    for (const decoder of this.#decoders ?? []) decoder.destroy();
    this.#chunks.length = 0;
    this.#settle.reject(reason);
  }

  #openDecoders(firstByte: number): readonly Transform[] {
    const decoders: Transform[] = [];
    for (const coding of this.#codings.toReversed()) {
      const open = DECODERS[coding];
      if (open === undefined) {
        this.fail(new BadBody(`is encoded as "${coding}", which nobody asked for`));
        return [];
      }
      const decoder = open(firstByte);
      decoder.on('error', (error) => this.fail(new BadBody(`is broken ${coding}: ${error.message}`)));
      decoders.at(-1)?.pipe(decoder);
      decoders.push(decoder);
    }
    decoders.at(-1)?.on('data', (chunk: Buffer) => this.#gather(chunk));
    decoders.at(-1)?.on('end', () => this.#settle.resolve(this.#joined()));
    return decoders;
  }

  #gather(chunk: Uint8Array): void {
    this.#length += chunk.length;
    if (this.#length > this.#maxBytes) this.fail(new BadBody(`is larger than ${this.#maxBytes} bytes (poll.maxBytes)`));
    else this.#chunks.push(chunk);
  }

  #joined(): Uint8Array {
    const [only] = this.#chunks;
    return this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks, this.#length);
  }
}
