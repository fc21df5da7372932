import type { App } from '../../app.ts';
import type { Instant } from '../../model.ts';
import type { PastRun } from '../runs.ts';

/** What the page shows of the site, in words already. */
export interface StatusModel {
  readonly sources: readonly {
    readonly name: string;
    readonly url: string;
    readonly health: string;
    readonly polled: string;
    readonly next: string;
    readonly news: string;
    readonly error: string | null;
  }[];
  readonly editions: readonly { readonly edition: string; readonly text: string }[];
  readonly runs: readonly PastRun[];
}

/** The same as `status` prints, as one page of HTML that needs nothing else. */
export function renderStatus(app: App, model: StatusModel, now: Instant): Promise<string> {
  const { title, url } = app.settings;
  return app.templates.render('status.html', { ...model, site: { title, url }, now });
}
