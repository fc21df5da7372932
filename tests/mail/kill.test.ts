import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type MailServer, type Script, startMailServer } from './support/mail-server.ts';
import { openBench } from './support/outbox.ts';

const SENDER = join(import.meta.dirname, 'support', 'sender.ts');
const RECIPIENTS = Array.from({ length: 200 }, (_, index) => `reader${index}@example.net`);
const CONNECTIONS = 4;

/** Where in the conversation about the how-manieth message the process is killed. */
interface Kill {
  readonly step: 'mail' | 'rcpt' | 'data' | 'end';
  readonly message: number;
}

const kills = fc.array(
  fc.record({ step: fc.constantFrom('mail', 'rcpt', 'data', 'end'), message: fc.integer({ min: 1, max: 50 }) }),
  {
    minLength: 4,
    maxLength: 4,
  },
);

function start(state: string, server: MailServer): ChildProcess {
  return spawn(process.execPath, [SENDER, state, server.url, String(CONNECTIONS)], { stdio: 'inherit' });
}

/** A script that kills the process just when the server hears the step, before it answers. */
function killing({ step, message }: Kill, victim: () => ChildProcess): Script {
  let heard = 0;
  const strike = (answer: string) => () => {
    heard += 1;
    if (heard === message) victim().kill('SIGKILL');
    return answer;
  };
  return { [step]: strike(step === 'data' ? '354 go on' : '250 ok') };
}

it('killed at any instant: nobody lost, nobody twice, at most one uncertain per kill and connection (3, 4, 7)', async () => {
  await fc.assert(
    fc.asyncProperty(kills, async (plan) => {
      const bench = await openBench();
      const server = await startMailServer();
      await bench.begin(RECIPIENTS);
      for (const kill of [...plan, null]) {
        let sender: ChildProcess | null = null;
        server.script = kill === null ? {} : killing(kill, () => sender ?? expect.fail('no process'));
        sender = start(bench.statePath, server);
        const [status, signal] = await once(sender, 'exit');
        expect(signal ?? status).toBe(kill === null ? 0 : 'SIGKILL');
      }
      const { recipients, sent, uncertain, ...rest } = await bench.store.deliveries.counts('2014-W33');
      const arrived = server.received.flatMap(({ to }) => to);
      expect(new Set(arrived).size, 'nobody twice').toBe(arrived.length);
      expect(rest).toEqual({ deferred: 0, failed: 0, suppressed: 0 });
      expect(sent + uncertain).toBe(recipients);
      expect(arrived.length, 'nobody lost').toBeGreaterThanOrEqual(sent);
      expect(arrived.length, 'nobody lost').toBeLessThanOrEqual(recipients);
      expect(uncertain).toBeLessThanOrEqual(plan.length * CONNECTIONS);
      await bench.close();
      await server.close();
    }),
    { numRuns: 1 },
  );
}, 120_000);
