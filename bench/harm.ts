import { setTimeout as wait } from 'node:timers/promises';
import type { Running } from '../tests/support/cli.ts';
import { startProxy, type TcpProxy } from '../tests/support/proxy.ts';

/** A worker, and its wire to the database. */
export interface Victim {
  readonly running: Running;
  readonly wire: TcpProxy;
}

/** How often which harm was done. */
export interface Harm {
  killed: number;
  paused: number;
  cutOff: number;
}

const BETWEEN = { shortest: 5_000, longest: 15_000 };
const HELD = 30_000;

/**
 * Keeps `count` workers going, and every ten seconds or so kills one, and starts another in its place, or pauses
 * one or cuts it off from the database for half a minute.
 */
export async function harmAtRandom(
  victims: Victim[],
  count: number,
  start: (environment: Readonly<Record<string, string>>) => Running,
  database: string,
  signal: AbortSignal,
): Promise<Harm> {
  const another = async (): Promise<Victim> => {
    const address = new URL(database);
    const wire = await startProxy(Number(address.port));
    address.port = String(wire.port);
    return { wire, running: start({ TIDINGS_STATE: address.href }) };
  };
  const sleep = (duration: number) => wait(duration, undefined, { signal }).catch(() => undefined);
  const harm: Harm = { killed: 0, paused: 0, cutOff: 0 };
  while (victims.length < count) victims.push(await another());
  while (!signal.aborted) {
    await sleep(BETWEEN.shortest + Math.random() * (BETWEEN.longest - BETWEEN.shortest));
    const index = Math.floor(Math.random() * count);
    const victim = victims[index];
    if (signal.aborted || victim === undefined) break;
    const kind = (['killed', 'paused', 'cutOff'] as const)[Math.floor(Math.random() * 3)] ?? 'killed';
    harm[kind] += 1;
    if (kind === 'killed') {
      victim.running.kill('SIGKILL');
      await victim.wire[Symbol.asyncDispose]();
      victims[index] = await another();
    } else {
      if (kind === 'paused') victim.running.kill('SIGSTOP');
      else victim.wire.goSilent();
      await sleep(HELD);
      if (kind === 'paused') victim.running.kill('SIGCONT');
      else victim.wire.recover();
    }
  }
  for (const { wire } of victims) await wire[Symbol.asyncDispose]();
  return harm;
}
