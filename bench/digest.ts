import mjml2html from 'mjml';
import { compileMjml } from '../src/digest/compile.ts';
import { digestModel } from '../src/digest/model-of-template.ts';
import { personalise } from '../src/digest/personal.ts';
import { renderEdition } from '../src/digest/render.ts';
import { roomsFor } from '../src/digest/room.ts';
import { edition, numbered } from '../tests/digest/editions.ts';
import { siteOptions } from '../tests/digest/printing.ts';

// What printing an edition of 30 posts costs beside MJML alone, and what a recipient costs: `node bench/digest.ts`.

const rounds = 40;
const thirty = edition({ posts: Array.from({ length: 30 }, (_, index) => numbered(index)) });
const options = siteOptions();
const [room] = roomsFor(thirty.posts.length, 0);
if (room === undefined) throw new RangeError('no room');
const model = { ...digestModel(thirty, options, room, 'html'), preheader: 'A preheader of the usual length.' };
const mjml = await options.templates.render('digest.mjml', model);
const rendered = await renderEdition(thirty, options);
const places = { name: 'Ann', email: 'ann@example.org', unsubscribeUrl: 'https://news.example.org/unsubscribe/abc' };

const bare = await costOf(rounds, () => mjml2html(mjml, { fonts: {} }));
const html = await costOf(rounds, async () => {
  const filled = { ...digestModel(thirty, options, room, 'html'), preheader: 'A preheader of the usual length.' };
  return compileMjml(await options.templates.render('digest.mjml', filled), 'digest.mjml');
});
const whole = await costOf(rounds, () => renderEdition(thirty, options));
const recipient = await costOf(5000, () => personalise(rendered.html, places) + personalise(rendered.text, places));

const bytes = Buffer.byteLength(rendered.html);
console.log(`HTML of 30 posts   ${bytes} bytes, from ${Buffer.byteLength(mjml)} bytes of MJML`);
console.log(`MJML alone         ${bare.toFixed(1)} ms`);
console.log(`the HTML part      ${html.toFixed(1)} ms, ${(html / bare).toFixed(2)} times as much (at most 1.3)`);
console.log(`text and web too   ${whole.toFixed(1)} ms, ${(whole / bare).toFixed(2)} times as much`);
console.log(`one recipient      ${recipient.toFixed(3)} ms (under 0.1)`);

/** Processor time of one round in milliseconds, once it is warm; the machine may be busy with other things. */
async function costOf(times: number, work: () => unknown): Promise<number> {
  for (let round = 0; round < times; round += 1) await work();
  const before = process.cpuUsage();
  for (let round = 0; round < times; round += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}
