import type { App } from '../app.ts';
import { editorOf } from '../config/settings.ts';
import { renderApproval } from '../digest/approval.ts';
import { Fault } from '../fault.ts';
import type { OpenEdition } from '../mail/outbox-store.ts';
import { addressOf, type Mailing } from './mailing.ts';
import { sendNotice } from './notice.ts';

/**
 * Mails each edition that waits to the editor, with the link that approves it. It is taken note of when the server has
 * it: a run that dies before then asks again, in a message of the same Message-ID.
 * @returns the Fault where the mail server cannot be used
 */
export async function askForApproval(app: App, mailing: Mailing): Promise<Fault | null> {
  for (const edition of await app.store.editions.waiting()) {
    const asked = `asked to approve ${edition.name}`;
    app.log.info(`${edition.name} waits for approval, by the link mailed or: tidings approve ${edition.name}`);
    if ((await app.store.facts.get(asked)) !== null) continue;
    const outcome = await ask(app, mailing, edition);
    if (outcome instanceof Fault) return outcome;
    if (outcome.kind === 'accepted') await app.store.facts.set(asked, String(app.clock()));
    else
      app.log.error(
        `${edition.name}: the editor could not be asked: ${'text' in outcome ? outcome.text : outcome.kind}`,
      );
  }
  return null;
}

async function ask(app: App, mailing: Mailing, edition: OpenEdition) {
  const { settings, templates } = app;
  const { name, address } = editorOf(settings);
  const { wire, key } = addressOf(address, 'digest.editor');
  const approveUrl = `${settings.url}/approve/${mailing.tokens.seal('approve', edition.name)}`;
  const message = await renderApproval(edition, { templates, approveUrl });
  const messageId = mailing.messageId(`approval ${edition.name}`, key);
  return sendNotice(app, mailing, { to: { name, address: wire }, messageId, ...message });
}
