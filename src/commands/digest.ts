import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App, GlobalOptions } from '../app.ts';
import { digestJson } from '../digest/digest-json.ts';
import { withoutPlaces } from '../digest/personal.ts';
import { Fault, unwritable } from '../fault.ts';
import { makeFolder } from '../folder.ts';
import type { Edition, RenderedEdition } from '../model.ts';
import { prepareEdition } from './edition.ts';
import { openMailing } from './mailing.ts';

interface DigestOptions extends GlobalOptions {
  readonly out?: string;
  readonly edition?: string;
}

interface Printed {
  readonly edition: Edition;
  readonly rendered: Pick<RenderedEdition, 'subject' | 'html' | 'text'>;
}

/** Renders the edition that would be sent now, or one that was sent, and records nothing. */
export async function digest(app: App, options: DigestOptions): Promise<number> {
  const folder = resolve(options.out ?? join(app.settings.site, 'out'));
  const { edition } = await writeDigest(app, folder, options.edition);
  app.console.printJson(digestJson(edition));
  app.console.print(
    `${edition.name}: ${edition.posts.length} posts, ${edition.events.length} events, ${folder}/digest.html`,
  );
  return 0;
}

/**
 * Writes `digest.html`, `.txt`, `.eml` and `.json` of an edition that was sent, or of the one that would be sent now.
 * @throws Fault where there is no such edition or the folder cannot be written.
 */
export async function writeDigest(app: App, folder: string, name?: string): Promise<Printed> {
  const printed = name === undefined ? await prepareEdition(app) : await sentEdition(app, name);
  const html = withoutPlaces(printed.rendered.html);
  const text = withoutPlaces(printed.rendered.text);
  write(folder, {
    'digest.html': html,
    'digest.txt': text,
    'digest.eml': await asMessage(app, printed, { subject: printed.rendered.subject, html, text }),
    'digest.json': `${JSON.stringify(digestJson(printed.edition), null, 2)}\n`,
  });
  return printed;
}

async function sentEdition(app: App, name: string): Promise<Printed> {
  const kept = await app.store.editions.get(name);
  if (kept === null) {
    const problem = 'is no edition that was sent';
    throw new Fault({ stage: 'usage', subject: name, problem, mend: 'tidings status lists the editions' });
  }
  // Of an old edition only its page is kept.
  return { edition: JSON.parse(kept.content), rendered: { ...kept, html: kept.html || kept.webHtml } };
}

/** The message as it would be sent, addressed to the sender. */
async function asMessage(app: App, { edition }: Printed, parts: Printed['rendered']): Promise<Uint8Array> {
  const mailing = await openMailing(app);
  const address = mailing.sender;
  const messageId = mailing.messageId(`preview of ${edition.name}`, address.key);
  const write = mailing.prepare(parts, edition.period.to);
  return Buffer.concat(write({ name: mailing.from.name, address, messageId }).blocks);
}

function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  try {
    makeFolder(folder);
    for (const [name, body] of Object.entries(files)) writeFileSync(join(folder, name), body);
  } catch (thrown) {
    const mend = 'name a folder that can be written by --out';
    throw new Fault({ stage: 'digest', subject: folder, ...unwritable(thrown, mend) });
  }
}
