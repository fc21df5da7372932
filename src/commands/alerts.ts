import type { App } from '../app.ts';
import { listedSources } from '../config/sources.ts';
import { Fault } from '../fault.ts';
import { type Observations, type Trouble, troublesOf } from './alerts/troubles.ts';
import { addressOf, openMailing } from './mailing.ts';
import { FIRST_POLL } from './milestones.ts';
import { sendNotice } from './notice.ts';
import { profileOf } from './profiles.ts';

/** The fact that holds the keys of the troubles the editor was told of. */
const TOLD = 'alerts told';

/**
 * Writes to the editor (`alerts.to`) of what is newly wrong, and of what no longer is. A message that cannot be sent is
 * tried again after the next run. The site must be held.
 */
export async function alertEditor(app: App, fault: Fault | null): Promise<void> {
  if (app.settings.alerts.to === null) return;
  const troubles = troublesOf(await observe(app, fault));
  const told: string[] = JSON.parse((await app.store.facts.get(TOLD)) ?? '[]');
  const fresh = troubles.filter(({ key }) => !told.includes(key));
  const now = JSON.stringify(troubles.map(({ key }) => key));
  if (now === JSON.stringify(told)) return;
  if (fresh.length > 0 && !(await sendAlert(app, app.settings.alerts.to.address, fresh))) return;
  await app.store.facts.set(TOLD, now);
}

async function observe(app: App, fault: Fault | null): Promise<Observations> {
  const { store, settings, clock } = app;
  const states = await store.sources.states();
  const since = Number((await store.facts.get(FIRST_POLL)) ?? clock());
  const [edition] = await store.editions.latest(1);
  return {
    now: clock(),
    after: settings.alerts.after,
    sources: listedSources(settings.sources).flatMap((source) => {
      const state = states.get(source.url);
      if (state === undefined) return [];
      const { gone, failures, lastSucceeded, lastError } = state;
      const { name } = profileOf(source, state);
      return [{ url: source.url, name, gone, failures, answered: lastSucceeded ?? since, lastError }];
    }),
    fault,
    edition: edition === undefined ? null : await editionSoFar(app, edition),
  };
}

async function editionSoFar({ store }: App, { name, begunAt }: { name: string; begunAt: number }) {
  const { recipients, failed } = await store.deliveries.counts(name);
  return { name, recipients, failed, suppressed: await store.activity.suppressedSince(begunAt) };
}

/** Whether the message was handed over. */
async function sendAlert(app: App, to: string, troubles: readonly Trouble[]): Promise<boolean> {
  const { title, url, language } = app.settings;
  const { say } = app.templates;
  const model = {
    site: { title, url, language },
    troubles: troubles.map(({ word, places, n }) => say(word, places, n)),
  };
  try {
    const mailing = await openMailing(app);
    const { wire, key } = addressOf(to, 'alerts.to');
    const notice = {
      to: { name: '', address: wire },
      messageId: mailing.messageId(`alert ${app.run}`, key),
      subject: say('alert.subject', { title }, troubles.length),
      html: await app.templates.render('alert.html', model),
      text: await app.templates.render('alert.txt', model),
    };
    const outcome = await sendNotice(app, mailing, notice);
    if (outcome instanceof Fault) throw outcome;
    if (outcome.kind !== 'accepted') app.log.warn(`an alert was not taken: ${outcome.kind}`);
    return outcome.kind === 'accepted';
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    app.log.warn(`an alert could not be sent: ${thrown.message}`);
    return false;
  }
}
