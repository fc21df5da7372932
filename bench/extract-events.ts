// How many entries a second one core finds the events of: node bench/extract-events.ts
// The entries are as long as blog posts are (2 KB of HTML), three in ten of them announcing something.
import { openDocument } from '../src/extract/document.ts';
import type { EventContext } from '../src/extract/events/find.ts';
import { findEvents } from '../src/extract/events/find.ts';
import { readDocument } from '../src/extract/reading.ts';
import { processorTime } from './cost.ts';
import { report } from './report.ts';

const ENTRIES = 2000;
const ROUNDS = 5;

const PARAGRAPH =
  '<p>Since the spring we have rewritten the part that keeps <a href="/notes">our notes</a> in order, and learned that most of the time went into names. Version 2.4 does in 30 ms what took 1.2 seconds before, on the same 16 machines. Thanks to everybody who tried the builds, filed one of the 120 issues and wrote down what was missing.</p>';

const OPENINGS = [
  [
    'en',
    'Hack night in June',
    '<p>The next hack night takes place on Thursday, 19 June at 7pm at the Red Lion in Leeds. Sign up by 17 June.</p>',
  ],
  [
    'fr',
    'Rencontre',
    '<p>La prochaine rencontre aura lieu le mardi 1er juillet à 18h30 à la Maison des Associations, à Grenoble.</p>',
  ],
  [
    'de',
    'Stammtisch',
    '<p>Wann: Mittwoch, 18. Juni 2014, 19 Uhr<br>Wo: Café Mint, Hannover</p><p>Wir freuen uns auf euch!</p>',
  ],
  [
    'en',
    'Version 2.4 released',
    '<p>Today we released version 2.4, and 2.5 will follow on July 15. Support for 1.x ends on 31 December 2014.</p>',
  ],
  ['en', 'How it went', '<p>On Saturday 7 June we celebrated ten years. More than a hundred people came.</p>'],
  ['en', 'On names', '<p>Naming things is hard, and everybody who tells you otherwise has not named much.</p>'],
  ['fr', 'Une note', '<p>Une nouvelle version de la carte est en ligne, avec tous les chemins de la vallée.</p>'],
  ['de', 'Bericht', '<p>Letzte Woche haben wir den Drucker repariert, und er läuft seit gestern wieder.</p>'],
  ['en', 'Tips', '<p>Five things that I wish I had known when I began, and two that I still do not know.</p>'],
  ['es', 'Nueva versión', '<p>La versión 3.0 estará disponible el 1 de julio de 2014 para todos los sistemas.</p>'],
] as const;

const entries = Array.from({ length: ENTRIES }, (_, i) => {
  const [language, title, opening] = OPENINGS[i % OPENINGS.length] ?? OPENINGS[0];
  const context: EventContext = {
    title,
    url: `https://blog.example.org/${i}`,
    published: Date.parse('2014-06-10T08:00:00Z'),
    timezone: 'Europe/Paris',
    language,
    itemEvents: [],
  };
  const document = openDocument(opening + PARAGRAPH.repeat(5), context.url);
  return { context, document, reading: readDocument(document) };
});

let best = Number.POSITIVE_INFINITY;
for (let round = 1; round <= ROUNDS; round += 1) {
  const seconds = await processorTime(() => {
    for (const { document, reading, context } of entries) findEvents(document, reading, context);
  });
  best = Math.min(best, seconds);
}
report([
  {
    what: `events of ${ENTRIES} entries of prose, 2 KB each`,
    cost: { seconds: null, cpu: best, megabytes: null },
    verdicts: [{ of: 'entries a second', value: ENTRIES / best, bound: { atLeast: 1000 } }],
  },
]);
