import { statfs } from 'node:fs/promises';
import type { App, GlobalOptions } from '../../app.ts';
import { Fault } from '../../fault.ts';
import { type Mailing, openMailing } from '../mailing.ts';
import { type Dns, openDns } from './dns.ts';
import { type Visit, visitSources } from './visits.ts';

/** What the doctor looks through, besides the site itself. */
export interface Instruments {
  readonly dns: Dns;
  /** Bytes that may still be written to the disk a folder is on. */
  readonly freeSpace: (folder: string) => Promise<number>;
}

/** One look at a site: what several examinations need is got once. */
export interface Checkup extends Instruments {
  readonly app: App;
  /** Whether the internet can be reached: names of it can be looked up. */
  readonly online: boolean;
  /** Whether the clock was set by `--now` or TIDINGS_NOW. */
  readonly clockIsSet: boolean;
  readonly mailing: Mailing | Fault;
  /** Why no list of sources can be read; null: they can. */
  readonly unlisted: Fault | null;
  /** What came of asking each source, once. */
  readonly visits: readonly Visit[];
}

export function openInstruments(): Instruments {
  return {
    dns: openDns(),
    async freeSpace(folder) {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}

/** Asks what the examinations are about to look at: name servers, and every source in its turn. */
export async function beginCheckup(app: App, options: GlobalOptions, instruments: Instruments): Promise<Checkup> {
  const [online, visits] = await Promise.all([instruments.dns.answers(), visitSources(app).catch(asFault)]);
  return {
    ...instruments,
    app,
    online,
    clockIsSet: Boolean(options.now ?? app.environment.TIDINGS_NOW),
    mailing: await openMailing(app).catch(asFault),
    visits: visits instanceof Fault ? [] : visits,
    unlisted: visits instanceof Fault ? visits : null,
  };
}

/** What a person can mend, for it to be a finding. @throws anything else again */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  throw thrown;
}

/** Whether messages go to a mail server, rather than into a folder. */
export function sendsMail({ app }: Checkup): boolean {
  return !app.settings.smtp.url.startsWith('file:');
}
