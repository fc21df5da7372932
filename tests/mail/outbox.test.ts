import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MailServer, type Script, startMailServer } from './support/mail-server.ts';
import { type Bench, openBench } from './support/outbox.ts';

let bench: Bench;
let server: MailServer;

beforeEach(async () => {
  bench = await openBench();
  server = await startMailServer();
});

afterEach(async () => {
  await bench.close();
  await server.close();
});

const counts = () => bench.store.deliveries.counts('2014-W33');
const people = (count: number) => Array.from({ length: count }, (_, index) => `reader${index}@example.net`);
const recipientsOf = () => server.received.flatMap(({ to }) => to).sort();

describe('an edition', () => {
  it('reaches each recipient once, one message to one recipient', async () => {
    await bench.begin(people(12));
    expect(await bench.send(server.url)).toEqual({ accepted: 12, fault: null });
    expect(recipientsOf()).toEqual(people(12).sort());
    expect(await counts()).toEqual({ recipients: 12, sent: 12, deferred: 0, failed: 0, suppressed: 0, uncertain: 0 });
  });
});

export type { Script };
