import type { App } from '../app.ts';
import type { Measurement } from '../web/web-options.ts';

/** What there is to measure of a site: how its sources are, and how many editions it has sent. */
export async function measureSite({ store }: App): Promise<Measurement[]> {
  const sources = await store.publishing.sources();
  const count = (labels: Readonly<Record<string, string>>, value: number) => ({ labels, value });
  return [
    {
      name: 'tidings_sources',
      help: 'Sources by how their last polls went.',
      type: 'gauge',
      values: [
        count({ state: 'ok' }, sources.filter(({ failures, gone }) => failures === 0 && !gone).length),
        count({ state: 'failing' }, sources.filter(({ failures, gone }) => failures > 0 && !gone).length),
        count({ state: 'gone' }, sources.filter(({ gone }) => gone).length),
      ],
    },
    {
      name: 'tidings_editions',
      help: 'Editions begun so far.',
      type: 'gauge',
      values: [count({}, (await store.publishing.editions()).length)],
    },
  ];
}
