import { describe, expect, it } from 'vitest';
import type { Announcing } from '../../../src/extract/events/announcement.ts';
import { onlyAnnounces } from '../../../src/extract/events/announcement.ts';
import { findingsIn } from '../findings.ts';
import { TUESDAY } from './found.ts';

const ESSAY = 'Naming things is hard, and everybody who tells you otherwise has not named much so far. '.repeat(12);

/** Whether a post of Tuesday, 10 June 2014, from Paris only announces its event. */
function isAnnouncement(language: string, title: string, text: string, more: Partial<Announcing> = {}): boolean {
  const contentHtml = text.startsWith('<') ? text : `<p>${text}</p>`;
  const item = { title, url: null, contentHtml, baseUrl: null, summary: null, image: null, authors: [], events: [] };
  const found = findingsIn({ ...item, published: TUESDAY, attachments: [], language }, { timezone: 'Europe/Paris' });
  const entry = { title, published: TUESDAY, attachments: [], ...found, language, ...more };
  return onlyAnnounces(entry, found.contentHtml, 'Europe/Paris');
}

describe('a post that only announces its event', () => {
  it.each([
    [
      'en',
      'Hack night in June',
      'The next hack night takes place on Thursday, 19 June at 7pm at the Red Lion in Leeds. Bring a laptop. Everybody is welcome.',
    ],
    [
      'en',
      'Repair workshop on 21 June',
      '<p>Bring what is broken, and we mend it together.</p><p>Where: Town Hall, Leeds</p><p>Tickets are not needed.</p>',
    ],
    [
      'en',
      'Summer party',
      '<p>We would love to see you at our summer party!</p><ul><li>When: 28 June, 15:00</li><li>Where: River Meadow, Bristol</li></ul><p>Last year forty of us came.</p>',
    ],
    [
      'fr',
      'Apéro Python de juillet',
      'Le prochain apéro aura lieu le mardi 1er juillet à 18h30 au Café des Arts, à Lyon. Venez nombreux, l’entrée est libre !',
    ],
    [
      'fr',
      'Atelier de réparation',
      'Rendez-vous samedi 21 juin à 14h à la Maison des Associations de Grenoble pour notre atelier de réparation. Apportez vos appareils.',
    ],
    [
      'de',
      'Stammtisch im Juni',
      '<p>Wann: Mittwoch, 18. Juni 2014, 19 Uhr<br>Wo: Café Mint, Hannover</p><p>Wir freuen uns auf euch!</p>',
    ],
    [
      'de',
      'Vortrag über Gärten',
      'Am 26. Juni um 19:30 Uhr findet im Kulturhaus Leipzig ein Vortrag über Gärten in der Stadt statt. Der Eintritt ist frei.',
    ],
    [
      'es',
      'Taller de bicicletas',
      'El taller será el sábado 21 de junio a las 11:00 en el Centro Cívico, Zaragoza. Traed vuestra bicicleta y herramientas.',
    ],
  ])('%s: %s', (language, title, text) => {
    expect(isAnnouncement(language, title, text)).toBe(true);
  });
});

describe('a post that says more than what it announces', () => {
  it.each([
    [
      'an essay that ends with an invitation',
      'en',
      'On names',
      `${ESSAY} Join us for the next meetup on Friday, 20 June at 7pm.`,
    ],
    [
      'a short one that does',
      'en',
      'Why we moved our meetup',
      'The old room was too small. The new one has a window. It has chairs, too. We like it a lot. Our next meetup is on 20 June at 7pm in Leeds.',
    ],
    [
      'one about something else',
      'en',
      'Version 2.0 is out',
      'Our release party takes place on 20 June at 7pm in Leeds. Version 2.0 was released today. It fixes the map, and was tested by many.',
    ],
    [
      'a report with the next date',
      'fr',
      'Retour sur l’atelier',
      'Le prochain atelier aura lieu le 21 juin à 14h à Lyon. Celui de mai a été un succès. Nous avons réparé douze appareils, et trois vélos ont été sauvés.',
    ],
    [
      'several events',
      'de',
      'Treffen im Sommer',
      '<ul><li>18. Juni, 19 Uhr: Treffen in Kassel</li><li>16. Juli, 19 Uhr: Treffen in Jena</li></ul>',
    ],
    ['no event', 'es', 'Un apunte', 'Hay un mapa nuevo con todos los caminos del valle.'],
    ['an event that is called off', 'en', 'Hack night cancelled', 'The hack night on 19 June is cancelled.'],
    ['one in a language that is not read for events', 'ja', 'Hack night', 'Hack night: 2014-06-19.'],
  ])('%s', (_, language, title, text) => {
    expect(isAnnouncement(language, title, text)).toBe(false);
  });

  it.each<[string, Partial<Announcing>]>([
    [
      'with a recording',
      {
        attachments: [
          { url: 'https://a.example/1.mp3', mimeType: 'audio/mpeg', size: null, duration: null, title: null },
        ],
      },
    ],
    ['of which only the beginning is known', { truncated: true }],
    [
      'whose event may be none',
      { events: [{ name: 'Hack night', startDate: '2014-06-19', source: 'prose', confidence: 0.3 }] },
    ],
  ])('one %s', (_, more) => {
    const text = 'The next hack night takes place on Thursday, 19 June at 7pm at the Red Lion in Leeds.';
    expect(isAnnouncement('en', 'Hack night', text)).toBe(true);
    expect(isAnnouncement('en', 'Hack night', text, more)).toBe(false);
  });
});
