import type { EntryDocument } from '../document.ts';

/** Where a link may lead. `javascript:`, `data:` and all that is unheard of is not among them. */
const LINKS: ReadonlySet<string> = new Set(
  'http https ftp ftps mailto tel sms sip sips xmpp irc ircs news nntp gopher gemini magnet geo webcal feed matrix'.split(
    ' ',
  ),
);
const PICTURE_DATA = /^data:image\/(?:png|gif|jpe?g|webp|avif|bmp);base64,[\w+/=\s]*$/i;

/** A link's address, absolute as a browser would read it; null where that is not possible, or not safe. */
export function safeAddress(written: string, document: EntryDocument): string | null {
  const url = document.resolve(written);
  return url !== null && LINKS.has(url.slice(0, url.indexOf(':'))) ? url : null;
}

/** A picture's address; pictures may also come in the address itself. */
export function safePicture(written: string, document: EntryDocument): string | null {
  return PICTURE_DATA.test(written.trim()) ? written.replace(/\s/g, '') : safeAddress(written, document);
}

/** The candidates of a `srcset` that are safe, each absolute (HTML, 4.8.4.2.1). */
export function safeCandidates(written: string, document: EntryDocument): string | null {
  const candidates = Array.from(
    written.matchAll(/\s*([^\s,]\S*[^\s,]|[^\s,])(\s+[\d.]+[wxh])?\s*(?:,|$)/g),
    ([, address = '', size = '']) => {
      const url = safeAddress(address, document);
      return url === null ? [] : `${url.replace(/,/g, '%2C')}${size.trim() === '' ? '' : ` ${size.trim()}`}`;
    },
  ).flat();
  return candidates.length === 0 ? null : candidates.join(', ');
}
