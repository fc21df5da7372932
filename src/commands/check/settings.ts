import { statSync } from 'node:fs';
import type { Checkup } from './checkup.ts';
import { type Finding, fine, warning } from './finding.ts';

const OTHERS_MAY_READ = 0o044;

/** The settings were read before any command began; what is left is who else can read a password in them. */
export async function examineSettings({ app: { settings, environment } }: Checkup): Promise<Finding[]> {
  const { file, smtp, state, inbox } = settings;
  const written = [
    environment.TIDINGS_SMTP_URL === undefined ? smtp.url : '',
    environment.TIDINGS_STATE === undefined ? state : '',
    inbox?.url ?? '',
  ];
  const hasPassword = written.some((url) => /:\/\/[^/@]*:[^/@]+@/.test(url));
  if (hasPassword && (statSync(file).mode & OTHERS_MAY_READ) !== 0) {
    return [warning(`${file}: has a password that others on this machine can read`, `chmod 600 ${file}`)];
  }
  return [fine(`${file} is sound`)];
}
