import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderTransport } from './folder.ts';
import { smtpTransport } from './smtp.ts';
import { readSmtpUrl } from './smtp-url.ts';
import type { Transport } from './transport.ts';

/**
 * Opens what `smtp.url` names: a mail server, or with `file:` a folder, relative to the site's.
 * @throws Fault where the URL names neither.
 */
export function openTransport(options: {
  url: string;
  site: string;
  connections: number;
  /** How this side presents itself to a server: the sender's domain. */
  name: string;
}): Transport {
  const { url, site, connections, name } = options;
  if (url.startsWith('file://')) return folderTransport(fileURLToPath(url));
  if (url.startsWith('file:')) return folderTransport(resolve(site, url.slice('file:'.length)));
  return smtpTransport(readSmtpUrl(url), { name, connections });
}
