import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A published file, ready to be sent in any encoding. */
export interface StaticFile {
  readonly type: string;
  /** Whole seconds, as HTTP has them. */
  readonly modified: Date;
  /** Without quotes. */
  readonly tag: string;
  readonly bodies: Readonly<Record<Encoding, Uint8Array<ArrayBuffer>>>;
  /** What styles it has in it. */
  readonly styles: PageStyles;
}

export type Encoding = 'br' | 'gzip' | 'identity';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.ics': 'text/calendar; charset=utf-8',
  '.opml': 'text/x-opml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
};

const feeds: Readonly<Record<string, string>> = {
  'atom.xml': 'application/atom+xml; charset=utf-8',
  'rss.xml': 'application/rss+xml; charset=utf-8',
  'feed.json': 'application/feed+json',
};

/** How many octets of files, uncompressed, are kept at hand. */
const CACHE_OCTETS = 64_000_000;

const compressors = {
  br: promisify(brotliCompress),
  gzip: promisify(gzip),
};

interface Cached {
  readonly file: StaticFile;
  readonly changed: number;
  readonly size: number;
}

/**
 * Gives the files below a folder by their paths (`events/1.ics`), null for what is not there. Nothing hidden and nothing
 * outside is given out. Files are kept compressed until they change.
 */
export function openStaticFiles(folder: string): (path: string) => Promise<StaticFile | null> {
  const cache = new Map<string, Cached>();
  let octets = 0;

  function keep(path: string, cached: Cached): void {
    cache.set(path, cached);
    octets += cached.size;
    for (const [oldest, { size }] of cache) {
      if (octets <= CACHE_OCTETS) break;
      cache.delete(oldest);
      octets -= size;
    }
  }

  return async (path) => {
    if (!isPublic(path)) return null;
    const found = await stat(join(folder, path)).catch(() => null);
    if (found?.isFile() !== true) return null;
    const known = cache.get(path);
    if (known?.changed === found.mtimeMs && known.size === found.size) return known.file;
    if (known !== undefined && cache.delete(path)) octets -= known.size;
    const file = await prepare(path, await readFile(join(folder, path)), found.mtimeMs);
    keep(path, { file, changed: found.mtimeMs, size: found.size });
    return file;
  };
}

function isPublic(path: string): boolean {
  return path.split('/').every((part) => part !== '' && !part.startsWith('.') && !/[\\\0]/.test(part));
}

async function prepare(path: string, body: Buffer, changed: number): Promise<StaticFile> {
  const type = feeds[path] ?? types[extname(path)] ?? 'application/octet-stream';
  const identity = Uint8Array.from(body);
  const compressible = /^text|json|xml/.test(type);
  const [br, zipped] = compressible
    ? await Promise.all([
        compressors
          .br(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
          .then((bytes) => Uint8Array.from(bytes)),
        compressors.gzip(body).then((bytes) => Uint8Array.from(bytes)),
      ])
    : [identity, identity];
  return {
    type,
    modified: new Date(Math.floor(changed / 1000) * 1000),
    tag: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    bodies: { identity, br, gzip: zipped },
    styles: type.startsWith('text/html') ? stylesOf(body.toString('utf8')) : NO_STYLES,
  };
}

/** The styles of a page, as a Content-Security-Policy allows them. */
export interface PageStyles {
  /** CSP sources of its style elements: their hashes. */
  readonly elements: readonly string[];
  /** Whether it has style attributes, as editions have, which are mail as well. */
  readonly attributes: boolean;
}

export const NO_STYLES: PageStyles = { elements: [], attributes: false };

/** The styles that a page has in it. */
export function stylesOf(html: string): PageStyles {
  const elements = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)].map(
    ([, style = '']) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  );
  return { elements, attributes: / style="/.test(html) };
}
