import { type MailServer, type Script, startMailServer } from '../mail/support/mail-server.ts';
import type { Chance } from './chance.ts';
import type { MailStep, MailTrouble } from './plan.ts';

/** A mail server that misbehaves as a step has it, and keeps what it did. */
export interface Postbox extends AsyncDisposable {
  readonly url: string;
  readonly server: MailServer;
  set(trouble: MailTrouble | null, chance: Chance): void;
  /** Called at each step of a conversation, before it is answered. */
  onCommand: () => void;
  /** Addresses refused for good, at any time. */
  readonly refused: ReadonlySet<string>;
  /** How many conversations were cut off after the end of a message. */
  readonly cutOff: number;
}

export async function openPostbox(): Promise<Postbox> {
  const server = await startMailServer();
  const refused = new Set<string>();
  let cutOff = 0;
  const heard = (trouble: MailTrouble | null, chance: Chance, step: MailStep, address: string): string | null => {
    postbox.onCommand();
    if (trouble?.step !== step || !chance.happens(trouble.share)) return null;
    if (trouble.answer.startsWith('5')) refused.add(address);
    if (step === 'end' && trouble.answer.startsWith('DROP')) cutOff += 1;
    return trouble.answer;
  };
  const scriptOf = (trouble: MailTrouble | null, chance: Chance): Script => ({
    greeting: () => heard(trouble, chance, 'greeting', '') ?? '220 mail.example.net ESMTP',
    mail: () => heard(trouble, chance, 'mail', '') ?? '250 2.1.0 ok',
    rcpt: (address) => heard(trouble, chance, 'rcpt', address) ?? '250 2.1.5 ok',
    data: (address) => heard(trouble, chance, 'data', address) ?? '354 go on',
    content: (address) => (heard(trouble, chance, 'content', address) === null ? null : 'DROP'),
    end: (address) => heard(trouble, chance, 'end', address) ?? '250 2.0.0 taken',
  });
  const postbox = {
    url: server.url,
    server,
    set(trouble: MailTrouble | null, chance: Chance) {
      server.script = scriptOf(trouble, chance);
    },
    onCommand: () => undefined,
    refused,
    get cutOff() {
      return cutOff;
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
  return postbox;
}
