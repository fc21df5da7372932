import type { App, GlobalOptions } from '../app.ts';
import { Fault, reasonOf } from '../fault.ts';
import { alertEditor } from './alerts.ts';
import { pollDue } from './poll.ts';
import { publishFiles } from './publish.ts';
import { pruneSome } from './retention.ts';
import { figuresOf, noteRun } from './runs.ts';
import { beginDueEdition, countsInWords, deliver } from './send.ts';
import { holdingSite } from './site-lock.ts';

/** What cron calls: polls the sources that are due, publishes, and sends the edition when it is due. */
export function run(app: App, _options: GlobalOptions): Promise<number> {
  return holdingSite(app, async () => {
    const began = { run: app.run, began: app.clock(), stopwatch: performance.now() };
    try {
      const { figures, fault } = await pollPublishSend(app);
      await pruneSome(app);
      await end(app, began, figures, fault);
      return fault === null ? 0 : 1;
    } catch (thrown) {
      await end(app, began, { failedSources: 0, newEntries: 0, edition: null }, thrown);
      throw thrown;
    }
  });
}

async function pollPublishSend(app: App): Promise<{ figures: ReturnType<typeof figuresOf>; fault: Fault | null }> {
  const poll = await pollDue(app);
  const begun = await beginDueEdition(app);
  const files = await publishFiles(app);
  const send = await deliver(app, begun);
  app.console.note(`published ${files.length} files in ${app.settings.output}`);
  app.console.note(countsInWords(send.counts));
  app.console.printJson({ poll: poll.report, publish: { files }, send: send.counts });
  return { figures: figuresOf(poll.report, send.counts), fault: send.fault };
}

async function end(
  app: App,
  { run, began, stopwatch }: { run: string; began: number; stopwatch: number },
  figures: ReturnType<typeof figuresOf>,
  thrown: unknown,
): Promise<void> {
  const seconds = Math.round(performance.now() - stopwatch) / 1000;
  await noteRun(app, { run, began, seconds, ...figures, error: thrown === null ? null : reasonOf(thrown) });
  await alertEditor(app, thrown instanceof Fault ? thrown : null);
}
