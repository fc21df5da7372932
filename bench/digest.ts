import mjml2html from 'mjml';
import { digestModel } from '../src/digest/model-of-template.ts';
import { personalise } from '../src/digest/personal.ts';
import { renderEdition } from '../src/digest/render.ts';
import { roomsFor } from '../src/digest/room.ts';
import { defaultTheme } from '../src/digest/theme.ts';
import { edition, numbered } from '../tests/digest/editions.ts';
import { siteOptions } from '../tests/digest/printing.ts';

// What printing an edition of 30 posts costs beside MJML alone, and what a recipient costs: `node bench/digest.ts`.

const rounds = 25;
const thirty = edition({ posts: Array.from({ length: 30 }, (_, index) => numbered(index)) });
const options = siteOptions({ theme: defaultTheme });
const [room] = roomsFor(thirty.posts.length, 0);
if (room === undefined) throw new RangeError('no room');
const model = { ...digestModel(thirty, options, room, 'html'), preheader: 'A preheader of the usual length.' };
const mjml = await options.templates.render('digest.mjml', model);
const rendered = await renderEdition(thirty, options);

const bare: number[] = [];
const whole: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  bare.push(await timed(() => mjml2html(mjml, { fonts: {} })));
  whole.push(await timed(() => renderEdition(thirty, options)));
}
const places = { name: 'Ann', email: 'ann@example.org', unsubscribeUrl: 'https://news.example.org/unsubscribe/abc' };
const personal: number[] = [];
for (let round = 0; round < 2000; round += 1) {
  personal.push(
    await timed(async () => {
      personalise(rendered.html, places);
      personalise(rendered.text, places);
    }),
  );
}

console.log(
  `HTML of 30 posts       ${Buffer.byteLength(rendered.html)} bytes, ${(Buffer.byteLength(rendered.html) / Buffer.byteLength(mjml)).toFixed(3)} of the filled template`,
);
console.log(`MJML alone             ${fastest(bare).toFixed(1)} ms`);
console.log(
  `the whole edition      ${fastest(whole).toFixed(1)} ms, ${(fastest(whole) / fastest(bare)).toFixed(2)} times as much (at most 1.3)`,
);
console.log(`one recipient          ${fastest(personal).toFixed(3)} ms (under 0.1)`);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Of a machine that others use too, the fastest round says most. */
function fastest(times: readonly number[]): number {
  return Math.min(...times);
}
