import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { hasKey } from '../../address.ts';
import { listedSources } from '../../config/sources.ts';
import type { Checkup } from './checkup.ts';
import { type Finding, fine, warning } from './finding.ts';

const OTHERS_MAY_READ = 0o044;

/** The settings were read before any command began; what is left is who else can read a password or a key in them or the lists. */
export async function examineSettings(checkup: Checkup): Promise<Finding[]> {
  const exposed = filesWithPasswords(checkup).filter((file) => (statSync(file).mode & OTHERS_MAY_READ) !== 0);
  if (exposed.length === 0) return [fine(`${checkup.app.settings.file} is sound`)];
  return exposed.map((file) =>
    warning(`${file}: has a password or a key that others on this machine can read`, `chmod 600 ${file}`),
  );
}

function filesWithPasswords({ app: { settings, environment }, unlisted }: Checkup): string[] {
  const { file, smtp, state, inbox, sources } = settings;
  const written = [
    environment.TIDINGS_SMTP_URL === undefined ? smtp.url : '',
    environment.TIDINGS_STATE === undefined ? state : '',
    inbox?.url ?? '',
  ];
  const listed = unlisted === null ? listedSources(sources).filter(({ url }) => hasPassword(url)) : [];
  const lists = listed.map(({ listedAt }) => resolve(dirname(sources), listedAt.replace(/:\d+$/, '')));
  return [...new Set([...(written.some(hasPassword) ? [file] : []), ...lists])];
}

function hasPassword(url: string): boolean {
  return hasKey(url) || /:\/\/[^/?#@]*:[^/?#]+@/.test(url);
}
