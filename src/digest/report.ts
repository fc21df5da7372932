import type { Instant } from '../model.ts';
import type { Templates } from '../templating/templates.ts';
import { plain } from './personal.ts';
import { tidyText } from './text.ts';

/** What the editor is told of an edition after it was sent. */
export interface EditionReport {
  readonly edition: string;
  readonly counts: {
    readonly recipients: number;
    readonly sent: number;
    readonly deferred: number;
    readonly failed: number;
    readonly suppressed: number;
    readonly uncertain: number;
  };
  readonly troubles: readonly { readonly email: string; readonly state: string; readonly error: string | null }[];
  /** The sources that have failed for long; `answered`: when they last did not, null: they never did. */
  readonly failing: readonly {
    readonly name: string;
    readonly answered: Instant | null;
    readonly error: string | null;
  }[];
}

const COUNTS = ['recipients', 'sent', 'deferred', 'failed', 'suppressed', 'uncertain'] as const;

/** The report as a message. @throws Fault naming the template that fails */
export async function renderReport(
  { edition, counts, troubles, failing }: EditionReport,
  templates: Templates,
): Promise<{ subject: string; html: string; text: string }> {
  const { sent, recipients } = counts;
  const subject = templates.say('report.subject', { edition, sent: String(sent), recipients: String(recipients) });
  const model = {
    subject,
    locale: templates.locale,
    counts: COUNTS.map((state) => ({ label: templates.say(`report.${state}`), count: counts[state] })),
    uncertain: counts.uncertain > 0,
    troubles: troubles.map(({ email, state, error }) => ({
      email: plain(email),
      state: templates.say(`report.${state}`),
      error: plain(error ?? ''),
    })),
    failing: failing.map(({ name, answered, error }) => ({ name: plain(name), answered, error: plain(error ?? '') })),
  };
  return {
    subject,
    html: await templates.render('report.html', model),
    text: tidyText(await templates.render('report.txt', model)),
  };
}
