import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { App, GlobalOptions } from '../app.ts';
import { readSources } from '../config/sources.ts';
import { Fault, reasonOf } from '../fault.ts';
import { prepareEdition } from './edition.ts';
import { openMailing } from './mailing.ts';

/** What was looked at, and what is wrong with it. */
interface Finding {
  readonly about: string;
  readonly ok: boolean;
  /** What was found, in words; of a fault, subject and problem. */
  readonly found: string;
  readonly mend: string | null;
}

/** What is looked at, in the order in which a person would mend it; each returns what it found in words. */
const EXAMINATIONS: readonly { readonly about: string; readonly examine: (app: App) => Promise<string> }[] = [
  { about: 'settings', examine: async ({ settings }) => `${settings.file} is sound` },
  { about: 'sources', examine: examineSources },
  { about: 'state', examine: async ({ settings }) => `${settings.state} can be used` },
  { about: 'output', examine: examineOutput },
  { about: 'templates', examine: examineTemplates },
  { about: 'mail', examine: examineMail },
];

/** Looks at all that a run needs and says what is wrong and how to mend it. Returns 1 where anything is. */
export async function check(app: App, _options: GlobalOptions): Promise<number> {
  const findings: Finding[] = [];
  for (const { about, examine } of EXAMINATIONS) findings.push(await finding(about, examine(app)));
  app.console.printJson({ findings });
  for (const { about, ok, found, mend } of findings) {
    app.console.print(`${ok ? 'ok   ' : 'WRONG'} ${about}: ${found}${mend === null ? '' : `; ${mend}`}`);
  }
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

async function finding(about: string, examined: Promise<string>): Promise<Finding> {
  try {
    return { about, ok: true, found: await examined, mend: null };
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    return { about, ok: false, found: `${thrown.subject}: ${thrown.problem}`, mend: thrown.mend };
  }
}

async function examineSources({ settings, store }: App): Promise<string> {
  const sources = readSources(settings.sources);
  if (sources.length === 0) {
    const mend = 'add one by: tidings add https://a.blog/';
    throw new Fault({ stage: 'sources', subject: settings.sources, problem: 'lists no source', mend });
  }
  const listed = new Set(sources.map(({ url }) => url));
  const failing = (await store.publishing.sources()).filter(({ url, failures }) => listed.has(url) && failures > 0);
  const note = failing.length === 0 ? '' : `, of which ${failing.length} failed when last polled (see tidings status)`;
  return `${sources.length} listed${note}`;
}

async function examineOutput({ settings }: App): Promise<string> {
  let folder = settings.output;
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
  } catch (thrown) {
    const mend = 'set "output" in tidings.yaml to a folder that can be written';
    throw new Fault({ stage: 'publish', subject: folder, problem: reasonOf(thrown), mend, cause: thrown });
  }
  return `${settings.output} can be written`;
}

async function examineTemplates(app: App): Promise<string> {
  const { edition, rendered } = await prepareEdition(app);
  return `edition ${edition.name} renders, ${Buffer.byteLength(rendered.html)} bytes of HTML`;
}

async function examineMail(app: App): Promise<string> {
  const mailing = await openMailing(app);
  const channel = await mailing.transport.open();
  if (channel instanceof Fault) throw channel;
  channel.close();
  const signed = mailing.dkim === null ? 'not signed' : 'signed';
  return `from ${mailing.from.address}, ${signed}; the server takes mail`;
}
