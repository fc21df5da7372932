import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, listening } from './ports.ts';

const DOVECOT = '/usr/sbin/dovecot';
const NOBODY = 65534;

/** Why there can be no real Dovecot here; null: there can. */
export function whyNoDovecot(): string | null {
  if (!existsSync(DOVECOT)) return 'Dovecot is not installed';
  if (process.getuid?.() !== 0) return 'Dovecot starts only as root';
  const version = execFileSync(DOVECOT, ['--version'], { encoding: 'utf8' }).trim();
  return version.startsWith('2.3.') ? null : `Dovecot ${version} is set up in another way than 2.3`;
}

/** A Dovecot of its own with one mailbox, whose password is "secret". */
export interface Dovecot extends AsyncDisposable {
  readonly port: number;
  /** Puts a message into the mailbox, as a mail server does. */
  deliver(message: string): void;
  /** The flags of the messages in the mailbox, in the order of their coming. */
  flags(): string[];
}

export async function startDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-dovecot-'));
  chmodSync(folder, 0o755);
  const box = join(folder, 'Maildir');
  const boxes = ['new', 'cur', 'tmp'].map((name) => join(box, name));
  for (const each of boxes) mkdirSync(each, { recursive: true });
  for (const each of [box, ...boxes]) chownSync(each, NOBODY, NOBODY);
  const port = await freePort();
  const settings = join(folder, 'dovecot.conf');
  writeFileSync(settings, settingsIn(folder, port));
  const server = spawn(DOVECOT, ['-F', '-c', settings], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  await listening(port);
  let delivered = 0;
  return {
    port,
    deliver(message) {
      delivered += 1;
      const path = join(box, 'new', `${delivered}.host`);
      writeFileSync(path, message);
      chownSync(path, NOBODY, NOBODY);
    },
    flags: () =>
      ['new', 'cur']
        .flatMap((name) => readdirSync(join(box, name)))
        .sort()
        .map((name) => name.split(':2,')[1] ?? ''),
    async [Symbol.asyncDispose]() {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function settingsIn(folder: string, port: number): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:${folder}/Maildir
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${folder}
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}
