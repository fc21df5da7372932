import mjml2html from 'mjml';
import { compileMjml } from '../src/digest/compile.ts';
import { digestModel } from '../src/digest/model-of-template.ts';
import { segmentsOf } from '../src/digest/personal.ts';
import { renderEdition } from '../src/digest/render.ts';
import { roomsFor } from '../src/digest/room.ts';
import { edition, numbered } from '../tests/digest/editions.ts';
import { siteOptions } from '../tests/digest/printing.ts';
import { processorTime } from './cost.ts';
import { report } from './report.ts';

// What printing an edition of 30 posts costs beside MJML alone, and what a recipient costs: `node bench/digest.ts`.

const WARM_UP = 20;
const ROUNDS = 60;
const RECIPIENTS = 100;
const thirty = edition({ posts: Array.from({ length: 30 }, (_, index) => numbered(index)) });
const options = siteOptions();
const [room] = roomsFor(thirty.posts.length, 0);
if (room === undefined) throw new RangeError('no room');
const model = { ...digestModel(thirty, options, room, 'html'), preheader: 'A preheader of the usual length.' };
const mjml = await options.templates.render('digest.mjml', model);
const rendered = await renderEdition(thirty, options);
const segments = [...segmentsOf(rendered.html), ...segmentsOf(rendered.text)];
const places = { name: 'Ann', email: 'ann@example.org', unsubscribeUrl: 'https://news.example.org/unsubscribe/abc' };

const mean = await costsOf({
  bare: () => mjml2html(mjml, { fonts: {} }),
  html: async () => {
    const filled = { ...digestModel(thirty, options, room, 'html'), preheader: 'A preheader of the usual length.' };
    return compileMjml(await options.templates.render('digest.mjml', filled), 'digest.mjml');
  },
  whole: () => renderEdition(thirty, options),
  recipients: () => {
    for (let count = 0; count < RECIPIENTS; count += 1) {
      for (const segment of segments) if (typeof segment !== 'string') segment(places);
    }
  },
});

const ms = (time: number) => ({ seconds: null, cpu: time / 1000, megabytes: null });
const kilobytes = (text: string) => `${(Buffer.byteLength(text) / 1000).toFixed(0)} KB`;
report([
  { what: `MJML alone: 30 posts, ${kilobytes(mjml)} into ${kilobytes(rendered.html)}`, cost: ms(mean.bare) },
  {
    what: 'tidings: the HTML part',
    cost: ms(mean.html),
    verdicts: [{ of: 'CPU to MJML alone', value: mean.html / mean.bare, bound: null }],
  },
  {
    what: 'tidings: the whole edition, text and web page too',
    cost: ms(mean.whole),
    verdicts: [{ of: 'CPU to MJML alone', value: mean.whole / mean.bare, bound: { atMost: 1.3 } }],
  },
  {
    what: `tidings: ${RECIPIENTS} recipients' places`,
    cost: ms(mean.recipients),
    verdicts: [{ of: 'ms a recipient', value: mean.recipients / RECIPIENTS, bound: { atMost: 0.1 } }],
  },
]);

/** Mean processor time of each work in milliseconds, once it is warm; they take turns, as the machine may be busy. */
async function costsOf<Name extends string>(works: Record<Name, () => unknown>): Promise<Record<Name, number>> {
  const costs: Record<string, number> = {};
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries<() => unknown>(works)) {
      const seconds = await processorTime(work);
      if (round >= 0) costs[name] = (costs[name] ?? 0) + (seconds * 1000) / ROUNDS;
    }
  }
  return costs;
}
