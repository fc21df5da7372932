import mjml2html from 'mjml';
import { compileMjml } from '../src/digest/compile.ts';
import { digestModel } from '../src/digest/model-of-template.ts';
import { segmentsOf } from '../src/digest/personal.ts';
import { renderEdition } from '../src/digest/render.ts';
import { roomsFor } from '../src/digest/room.ts';
import { edition, numbered } from '../tests/digest/editions.ts';
import { siteOptions } from '../tests/digest/printing.ts';

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

const bytes = Buffer.byteLength(rendered.html);
console.log(`HTML of 30 posts   ${bytes} bytes, from ${Buffer.byteLength(mjml)} bytes of MJML`);
console.log(`MJML alone         ${mean.bare.toFixed(1)} ms`);
console.log(`the HTML part      ${mean.html.toFixed(1)} ms, ${(mean.html / mean.bare).toFixed(2)} times as much`);
console.log(
  `the whole edition  ${mean.whole.toFixed(1)} ms, ${(mean.whole / mean.bare).toFixed(2)} times (at most 1.3)`,
);
console.log(`one recipient      ${(mean.recipients / RECIPIENTS).toFixed(3)} ms (under 0.1)`);

/** Mean processor time of each work in milliseconds, once it is warm; they take turns, as the machine may be busy. */
async function costsOf<Name extends string>(works: Record<Name, () => unknown>): Promise<Record<Name, number>> {
  const costs: Record<string, number> = {};
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries<() => unknown>(works)) {
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) costs[name] = (costs[name] ?? 0) + (user + system) / 1000 / ROUNDS;
    }
  }
  return costs;
}
