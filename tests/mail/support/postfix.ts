import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, listening } from './ports.ts';

const POSTFIX = '/usr/sbin/postfix';
const DAEMONS = '/usr/lib/postfix/sbin';
const NOBODY = 65534;

/** Why there can be no real Postfix here; null: there can. */
export function whyNoPostfix(): string | null {
  if (!existsSync(POSTFIX) || !existsSync(DAEMONS)) return 'Postfix is not installed';
  return process.getuid?.() === 0 ? null : 'Postfix starts only as root';
}

/** A Postfix of its own, with mailboxes at example.net and none for anybody else. */
export interface Postfix extends Disposable {
  readonly url: string;
  /** The messages in a mailbox. */
  mailbox(user: string): readonly string[];
}

export async function startPostfix(users: readonly string[], more: readonly string[] = []): Promise<Postfix> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-postfix-'));
  chmodSync(folder, 0o755);
  const path = (name: string) => join(folder, name);
  for (const name of ['etc', 'queue', 'data', 'mail']) mkdirSync(path(name));
  const owner = Number(execFileSync('id', ['-u', 'postfix'], { encoding: 'utf8' }));
  chownSync(path('data'), owner, -1);
  chownSync(path('mail'), NOBODY, NOBODY);
  const port = await freePort();
  const mailboxes = users.map((user) => `{ ${user}@example.net = ${user}/ }`).join(', ');
  const settings = [
    'compatibility_level = 3.6',
    `queue_directory = ${path('queue')}`,
    `data_directory = ${path('data')}`,
    `daemon_directory = ${DAEMONS}`,
    `maillog_file = ${path('log')}`,
    `maillog_file_prefixes = ${folder}`,
    'myhostname = mail.example.net',
    'mydestination =',
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    'virtual_mailbox_domains = example.net',
    `virtual_mailbox_base = ${path('mail')}`,
    `virtual_mailbox_maps = inline:{ ${mailboxes} }`,
    `virtual_uid_maps = static:${NOBODY}`,
    `virtual_gid_maps = static:${NOBODY}`,
    'smtputf8_enable = no',
    ...more,
  ];
  const open = ['cleanup', 'showq'].map((name) => `${name} unix n - n - 0 ${name}`);
  const inner = ['rewrite:trivial-rewrite', 'proxymap', 'anvil', 'error', 'retry:error', 'virtual'];
  const reports = ['bounce', 'defer', 'trace'].map((name) => `${name} unix - - n - 0 bounce`);
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'qmgr unix n - n 300 1 qmgr',
    'postlog unix-dgram n - n - 1 postlogd',
    ...open,
    ...reports,
    ...inner.map((entry) => {
      const [name = '', program = name] = entry.split(':');
      return `${name} unix - n n - - ${program}`;
    }),
  ];
  writeFileSync(path('etc/main.cf'), `${settings.join('\n')}\n`);
  writeFileSync(path('etc/master.cf'), `${services.join('\n')}\n`);
  execFileSync(POSTFIX, ['-c', path('etc'), 'start'], { stdio: 'ignore' });
  await listening(port);
  return {
    url: `smtp://127.0.0.1:${port}`,
    mailbox(user) {
      const box = join(path('mail'), user, 'new');
      return existsSync(box) ? readdirSync(box).map((name) => readFileSync(join(box, name), 'utf8')) : [];
    },
    [Symbol.dispose]() {
      execFileSync(POSTFIX, ['-c', path('etc'), 'abort'], { stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
