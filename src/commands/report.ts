import type { App } from '../app.ts';
import { listedSources } from '../config/sources.ts';
import { type EditionReport, renderReport } from '../digest/report.ts';
import { Fault } from '../fault.ts';
import { addressOf, type Mailing } from './mailing.ts';
import { sendNotice } from './notice.ts';
import { profileOf } from './profiles.ts';

/** A source that has not answered for so long is the editor's business. */
const FAILING_FOR_LONG = 3 * 86_400_000;
const TROUBLES_TOLD = 50;

/**
 * Mails the editor a report on each of these editions, which were sent as far as they can be now, and on the last one
 * that is done, where a report is wanted and there was none yet. It is taken note of just before the report ends, so that
 * nobody gets it twice.
 */
export async function reportToEditor(app: App, mailing: Mailing, sent: ReadonlySet<string>): Promise<void> {
  const { report: to } = app.settings.digest;
  if (to === null) return;
  const { wire, key } = addressOf(to.address, 'digest.report');
  const [latest] = await app.store.editions.latest(1);
  const editions = new Set(latest?.state === 'done' ? [...sent, latest.name] : sent);
  for (const edition of editions) {
    const reported = `reported on ${edition}`;
    if ((await app.store.facts.get(reported)) !== null) continue;
    const message = await renderReport(await gatherReport(app, edition), app.templates);
    const messageId = mailing.messageId(`report ${edition}`, key);
    const note = String(app.chance());
    const mayEnd = async () => (await app.store.facts.keep(reported, note)) === note;
    const outcome = await sendNotice(
      app,
      mailing,
      { to: { name: to.name, address: wire }, messageId, ...message },
      mayEnd,
    );
    if (outcome instanceof Fault) return app.log.error(outcome.message);
    if (outcome.kind !== 'accepted' && outcome.kind !== 'withheld') {
      app.log.error(`${edition}: the report was not taken: ${'text' in outcome ? outcome.text : outcome.kind}`);
    }
  }
}

async function gatherReport(app: App, edition: string): Promise<EditionReport> {
  const { deliveries } = app.store;
  return {
    edition,
    counts: await deliveries.counts(edition),
    troubles: await deliveries.troubles(edition, TROUBLES_TOLD),
    failing: await failingSources(app),
  };
}

async function failingSources({ settings, store, clock }: App): Promise<EditionReport['failing']> {
  const states = await store.sources.states();
  return listedSources(settings.sources).flatMap((source) => {
    const state = states.get(source.url);
    if (state === undefined || (state.failures === 0 && !state.gone)) return [];
    const { lastSucceeded: answered, lastError: error } = state;
    if (!state.gone && answered !== null && clock() - answered < FAILING_FOR_LONG) return [];
    return [{ name: profileOf(source, state).name, answered, error }];
  });
}
