import { domainToASCII } from 'node:url';

/** An address that mail can be sent to. */
export interface Address {
  /** As it was written, but for white space around it. */
  readonly text: string;
  /** As it goes over the wire: the local part untouched, the domain in A-labels. */
  readonly wire: string;
  /** What addresses are compared by: one mailbox has one key, whatever its case or IDN spelling. */
  readonly key: string;
  /** The domain in lower-case A-labels. */
  readonly domain: string;
  /** Whether the local part needs a server that knows SMTPUTF8 (RFC 6531). */
  readonly international: boolean;
}

/** Why a text is no address, as the rest of a sentence. */
export interface AddressRefusal {
  readonly error: string;
}

const MAX_LOCAL_OCTETS = 64;
const MAX_ADDRESS_OCTETS = 254;
const MAX_LABEL_OCTETS = 63;

const dotAtom = /^[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+(?:\.[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+)*$/u;
const quotedString = /^"(?:[ !#-[\]-~\u0080-\u{10ffff}]|\\[ -~])*"$/u;
const asciiOutsideDomains = /[\u0000-\u002c\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]/;
const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Reads one address by RFC 5321 (dot-atom or quoted local part, a domain of two or more labels) and RFC 6531. */
export function readAddress(text: string): Address | AddressRefusal {
  const written = text.trim();
  const at = written.lastIndexOf('@');
  if (at < 0) return { error: 'has no @' };
  const local = written.slice(0, at);
  const domain = readDomain(written.slice(at + 1));
  const error = localError(local) ?? (domain === null ? 'has no domain that mail could go to' : null);
  if (error !== null || domain === null) return { error: error ?? '' };
  const wire = `${local}@${domain}`;
  if (Buffer.byteLength(wire) > MAX_ADDRESS_OCTETS) return { error: `is longer than ${MAX_ADDRESS_OCTETS} octets` };
  return { text: written, wire, key: `${localKey(local)}@${domain}`, domain, international: !isAscii(local) };
}

/** The key of what may be an address, or null where it is none. */
export function addressKey(text: string): string | null {
  const read = readAddress(text);
  return 'error' in read ? null : read.key;
}

/** A domain of two or more labels in lower-case A-labels (RFC 5891), or null where it is none. */
export function readDomain(text: string): string | null {
  if (asciiOutsideDomains.test(text) || invisible.test(text)) return null;
  const domain = domainToASCII(text);
  const labels = domain.split('.');
  const sound = labels.every((part) => part.length <= MAX_LABEL_OCTETS && label.test(part));
  const topLevel = labels.at(-1) ?? '';
  return sound && labels.length >= 2 && !/^\d+$/.test(topLevel) ? domain : null;
}

function localError(local: string): string | null {
  if (local === '') return 'has nothing before the @';
  if (Buffer.byteLength(local) > MAX_LOCAL_OCTETS) return `has more than ${MAX_LOCAL_OCTETS} octets before the @`;
  if (invisible.test(local) || !local.isWellFormed()) return 'has characters that cannot be seen';
  return dotAtom.test(local) || quotedString.test(local) ? null : 'has something before the @ that is no mailbox name';
}

/** A quoted local part that need not be quoted is the same mailbox as the plain one (RFC 5321, 4.1.2). */
function localKey(local: string): string {
  const content = local.startsWith('"') ? local.slice(1, -1).replace(/\\(.)/g, '$1') : local;
  const plain = dotAtom.test(content) ? content : local;
  return plain.normalize('NFC').toLowerCase();
}

function isAscii(text: string): boolean {
  return /^[\u0000-\u007f]*$/.test(text);
}
