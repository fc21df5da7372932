import type { App, GlobalOptions } from '../app.ts';
import { pollDue } from './poll.ts';
import { publishFiles } from './publish.ts';
import { beginDueEdition, countsInWords, deliver } from './send.ts';
import { holdingSite } from './site-lock.ts';

/** What cron calls: polls the sources that are due, publishes, and sends the edition when it is due. */
export function run(app: App, _options: GlobalOptions): Promise<number> {
  return holdingSite(app, async () => {
    const poll = await pollDue(app);
    const begun = await beginDueEdition(app);
    const files = await publishFiles(app);
    const send = await deliver(app, begun);
    app.console.print(`published ${files.length} files in ${app.settings.output}`);
    app.console.print(countsInWords(send.counts));
    app.console.printJson({ poll: poll.report, publish: { files }, send: send.counts });
    return send.fault === null ? 0 : 1;
  });
}
