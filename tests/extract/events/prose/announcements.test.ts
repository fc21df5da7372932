import { describe, expect, it } from 'vitest';
import { announced, SURE } from '../../../../src/extract/events/announced.ts';
import type { Event } from '../../../../src/model.ts';
import { eventsIn } from '../found.ts';

/** What a digest would show of a post that is published on Tuesday, 10 June 2014, in Paris. */
function shown(title: string, text: string, language = 'en'): Event[] {
  const html = text.startsWith('<') ? text : `<p>${text}</p>`;
  return announced(eventsIn(html, { title, language })).filter(({ confidence }) => confidence >= SURE);
}

const starts = (...post: Parameters<typeof shown>) => shown(...post).map(({ startDate }) => startDate);

describe('what prose announces', () => {
  it.each([
    ['en', 'Summer party', 'Our party takes place on the 21st of August in the afternoon.', '2014-08-21'],
    ['en', 'Workshop week', 'The workshop runs from the 24th to the 27th of June in Leeds.', '2014-06-24'],
    ['en', 'Winter school', 'Join us for the winter school, 3–7 February, in Grenoble.', '2015-02-03'],
    ['en', 'Python drinks', 'We meet next Tuesday at 7pm at the Red Lion.', '2014-06-17T19:00:00+02:00'],
    ['en', 'Hack night', 'The hack night is tomorrow, 19:00, at Cowork. See you there!', '2014-06-11T19:00:00+02:00'],
    ['en', 'Meetup', 'This week Thursday the user group meets again.', '2014-06-12'],
    ['fr', 'Apéro Python', 'Le prochain apéro aura lieu le 1er juillet 2014 à 18h30.', '2014-07-01T18:30:00+02:00'],
    ['de', 'Linuxtage', 'Die Linuxtage finden vom 3. bis 5. Juli in Chemnitz statt.', '2014-07-03'],
    ['es', 'Charla', 'El jueves 12 a las 19:00 tendrá lugar una charla sobre Git.', '2014-06-12T19:00:00+02:00'],
    ['it', 'Incontro', 'Il prossimo incontro si terrà giovedì 19 giugno alle ore 20:30.', '2014-06-19T20:30:00+02:00'],
    ['nl', 'Bijeenkomst', 'De volgende bijeenkomst is op donderdag 19 juni om 20.00 uur.', '2014-06-19T20:00:00+02:00'],
    ['pt', 'Encontro', 'O próximo encontro acontecerá no dia 5 de julho às 19h.', '2014-07-05T19:00:00+02:00'],
  ])('%s: %s: %s', (language, title, text, expected) => {
    expect(starts(title, text, language)).toEqual([expected]);
  });

  it.each([
    ['with the zone it names', 'Our next call is on 26 June at 12:30pm Eastern.', '2014-06-26T12:30:00-04:00'],
    ['with one of two zones', 'Our next call is on 26 June at 10am PT / 19:00 CEST.', '2014-06-26T10:00:00-07:00'],
    ['in UTC', 'Our next call is on 26 June, 1600 UTC.', '2014-06-26T16:00:00Z'],
    ['told in the next line', '<p>Next meeting: 26 June</p><p>Doors open at 18:00.</p>', '2014-06-26T18:00:00+02:00'],
    ['told before the day', 'We meet at 19:00 on Thursday, 26 June.', '2014-06-26T19:00:00+02:00'],
  ])('finds the time %s', (_, text, expected) => {
    expect(starts('Community meeting', text)).toEqual([expected]);
  });

  it.each([
    ['en', 'We meet tomorrow evening at 7 in the Red Lion.', '2014-06-11T19:00:00+02:00'],
    ['en', 'We meet tomorrow evening from 7 to 9.', '2014-06-11T19:00:00+02:00'],
    ['en', 'On Thursday evening, we meet for a talk on bees at 7.30 in the hall.', '2014-06-12T19:30:00+02:00'],
    ['en', 'Our party takes place on Saturday evening at 10 Church Street.', '2014-06-14'],
    ['en', 'Our party begins on Saturday night at 1 am.', '2014-06-14T01:00:00+02:00'],
    ['en', 'We meet tomorrow morning at 10.', '2014-06-11T10:00:00+02:00'],
    ['de', 'Wir treffen uns am Freitagabend um 8 Uhr.', '2014-06-13T20:00:00+02:00'],
    ['de', 'Wir treffen uns morgen früh um 8 Uhr.', '2014-06-11T08:00:00+02:00'],
    ['fr', 'La réunion aura lieu vendredi soir à 8h.', '2014-06-13T20:00:00+02:00'],
    ['es', 'La charla tendrá lugar el viernes por la tarde a las 7.', '2014-06-13T19:00:00+02:00'],
    ['it', 'L’assemblea si terrà domani sera alle 8.', '2014-06-11T20:00:00+02:00'],
    ['nl', 'De vergadering is vrijdagavond om 8 uur.', '2014-06-13T20:00:00+02:00'],
    ['pt', 'A reunião será amanhã à noite, às 8h.', '2014-06-11T20:00:00+02:00'],
  ])('takes an hour for one of the part of the day that is said: %s: %s', (language, text, expected) => {
    expect(starts('', text, language)).toEqual([expected]);
  });

  it.each([
    ['en', 'Quiz night on Friday 8pm at the Swan. Teams of four.', '2014-06-13T20:00:00+02:00'],
    ['en', 'The next Repair Café is this Saturday, 2–5pm, at the Methodist Hall.', '2014-06-14T14:00:00+02:00'],
    ['de', 'Autorenlesung am Donnerstag, 19 Uhr, Stadtbücherei.', '2014-06-12T19:00:00+02:00'],
    ['fr', 'Balade ce dimanche, départ 9h devant la mairie.', '2014-06-15T09:00:00+02:00'],
    ['es', 'Cuentacuentos este viernes por la tarde a las 6 en la biblioteca.', '2014-06-13T18:00:00+02:00'],
    ['it', 'Questo fine settimana, sabato alle 15, mercatino in piazza.', '2014-06-14T15:00:00+02:00'],
    ['it', 'Spettacolo sabato alle 21 al circolo.', '2014-06-14T21:00:00+02:00'],
    ['nl', 'Rommelmarkt zaterdag om 10 uur in de kerk.', '2014-06-14T10:00:00+02:00'],
    ['pt', 'Ensaio aberto do coral no sábado, às 16h, na igreja.', '2014-06-14T16:00:00+02:00'],
  ])('knows what a neighbourhood meets for: %s: %s', (language, text, expected) => {
    expect(starts('', text, language)).toEqual([expected]);
  });

  it.each([
    ['en', 'Meetup this Thursday', 'Talks by Ann and Bob, 6:30pm at the Hub.', '2014-06-12T18:30:00+02:00'],
    ['de', 'Stammtisch am Freitag', 'Wir sind ab 19 Uhr in der Krone.', '2014-06-13T19:00:00+02:00'],
    ['es', 'Asamblea mañana', 'A las 19:00 en el local. Os esperamos.', '2014-06-11T19:00:00+02:00'],
  ])(
    'takes the day from the title where the text goes on with the hour: %s: %s: %s',
    (language, title, text, expected) => {
      expect(starts(title, text, language)).toEqual([expected]);
    },
  );

  it('takes the number of a day for no beginning of a span of hours', () => {
    expect(starts('', 'La réunion aura lieu le samedi 14 à 15h.', 'fr')).toEqual(['2014-06-14T15:00:00+02:00']);
  });

  it('tells the last day of several', () => {
    expect(shown('DevConf 2014', 'DevConf 2014 takes place from 20 to 22 June.')[0]?.endDate).toBe('2014-06-22');
  });

  it.each([
    ['en', 'The festival runs Friday through Sunday at the fairgrounds. Tickets at the gate.'],
    ['de', 'Unser Basar findet von Freitag bis Sonntag im Gemeindehaus statt.'],
    ['it', 'La sagra si terrà da venerdì a domenica in piazza.'],
  ])('tells several days from one weekday to another as one event: %s: %s', (language, text) => {
    const told = shown('', text, language).map(({ startDate, endDate }) => [startDate, endDate]);
    expect(told).toEqual([['2014-06-13', '2014-06-15']]);
  });

  it('tells the hour behind two weekdays of both', () => {
    expect(starts('', 'We will meet on Monday and Thursday at 7pm in the hall.')).toEqual([
      '2014-06-16T19:00:00+02:00',
      '2014-06-19T19:00:00+02:00',
    ]);
  });

  it('takes weekdays for days of the range of weekdays that was said before', () => {
    const text = 'The workshop takes place next Friday to Sunday. On Saturday there is a party.';
    expect(starts('', text)).toEqual(['2014-06-20']);
  });

  it('takes the hours of two days for no opening hours', () => {
    const html = '<p>Our fair is this weekend:</p><ul><li>Saturday 10am–6pm</li><li>Sunday 11am–4pm</li></ul>';
    expect(starts('Fair', html)).toEqual(['2014-06-14T10:00:00+02:00', '2014-06-15T11:00:00+02:00']);
  });

  it('takes the sessions of a conference for the conference', () => {
    const html =
      '<p>DevConf 2014 takes place from 20 to 22 June.</p><h2>Programme</h2><p>Saturday, 21 June, 10:00: workshop on Git</p>';
    expect(starts('DevConf 2014', html)).toEqual(['2014-06-20']);
  });

  it('takes events that are announced side by side for several', () => {
    const html = '<ul><li>14 June: Repair Café, Lyon</li><li>20–22 June: Barcamp, Annecy</li></ul>';
    expect(shown('Upcoming events', html).map(({ name, location }) => [name, location])).toEqual([
      ['Repair Café', 'Lyon'],
      ['Barcamp', 'Annecy'],
    ]);
  });
});

describe('events of one day', () => {
  it.each([
    [
      'in one sentence',
      'en',
      'What is on',
      'On Saturday, 14 June – 10am: guided tour of the river, 8pm: concert at the Old Mill.',
      ['10:00 Guided tour of the river', '20:00 Concert'],
    ],
    [
      'in a list',
      'en',
      'What is on',
      '<ul><li>14 June, 10:00: Repair workshop, Leeds</li><li>14 June, 20:00: Concert, Bristol</li></ul>',
      ['10:00 Repair workshop', '20:00 Concert'],
    ],
    [
      'in two sentences',
      'en',
      'What is on',
      'On 14 June at 10am we meet for a workshop on soldering. On 14 June at 8pm join us for a concert in Leeds.',
      ['10:00', '20:00'],
    ],
    [
      'in French',
      'fr',
      'Au programme',
      'Samedi 14 juin : 10h atelier de soudure, 20h concert à la Halle aux Grains.',
      ['10:00 Atelier de soudure', '20:00 Concert'],
    ],
    [
      'in German',
      'de',
      'Was ist los',
      '<ul><li>14. Juni, 10 Uhr: Workshop Löten, Kassel</li><li>14. Juni, 20 Uhr: Konzert, Jena</li></ul>',
      ['10:00 Workshop Löten', '20:00 Konzert'],
    ],
    [
      'in Spanish',
      'es',
      'Agenda',
      'El sábado 14 de junio, 10:00 taller de soldadura, 20:00 concierto en la Plaza Mayor.',
      ['10:00 Taller de soldadura', '20:00 Concierto'],
    ],
  ])('%s are told apart', (_, language, title, text, expected) => {
    const told = shown(title, text, language).map(({ name, startDate }) => [startDate, name]);
    expect(told.map(([start]) => start?.slice(0, 10))).toEqual(expected.map(() => '2014-06-14'));
    for (const [i, words] of expected.entries())
      expect(`${told[i]?.[0]?.slice(11, 16)} ${told[i]?.[1]}`).toContain(words);
  });

  it.each([
    [
      'the doors and the beginning',
      'The concert is on 14 June. Doors open on 14 June at 18:00, and the concert starts on 14 June at 20:00.',
    ],
    [
      'the programme of a day',
      'Our hack day takes place on 14 June. 10:00 workshop on Git, 14:00 talk on names, 18:00 party at the Red Lion.',
    ],
    [
      'a session held twice',
      '<ul><li>14 June, 10:00: workshop on soldering</li><li>14 June, 15:00: workshop on soldering</li></ul>',
    ],
    ['one hour in two zones', 'Our next call is on 14 June, 10am PT / 19:00 CEST.'],
    ['a beginning and an end', 'The workshop is on 14 June, from 10:00 to 16:00, in Leeds.'],
  ])('are one where they are %s', (_, text) => {
    expect(shown('What is on', text)).toHaveLength(1);
  });

  it('each have a day in a programme of five', () => {
    const html = `<ul><li>14 June, 19:00: Talk on gardens, Leeds</li><li>21 June, 19:00: Talk on soup, Leeds</li>
      <li>28 June, 19:00: Film night, Bristol</li><li>5 July, 10:00: Workshop on bees, Leeds</li><li>12 July: Summer party, York</li></ul>`;
    expect(
      shown('Our summer programme', html).map(({ startDate, name }) => `${startDate.slice(5, 10)} ${name}`),
    ).toEqual([
      '06-14 Talk on gardens',
      '06-21 Talk on soup',
      '06-28 Film night',
      '07-05 Workshop on bees',
      '07-12 Summer party',
    ]);
  });
});

describe('what prose does not announce', () => {
  it.each([
    ['en', 'How it went', 'Last week we had a great meetup on 3 June. Around forty people came.'],
    ['en', 'Party report', 'On Saturday 7 June we celebrated ten years. A hundred guests came.'],
    ['en', 'Version 2.0 released', 'Version 2.0 was released today. Version 2.1 will be released on July 15.'],
    ['en', 'Support ends', 'Support for version 1 ends on 31 December 2014.'],
    ['en', 'Call for papers', 'The deadline for papers is 30 June 2014. Submit your proposal by July 1st.'],
    ['en', 'We are hiring', 'Apply by 1 July 2014. Start date: 1 September 2014.'],
    ['en', 'Elections', 'Voting is open until 15 June. The results will be published on 20 June.'],
    ['en', 'History', 'On July 4, 1976 the club was founded.'],
    ['en', 'Our shop', 'We are open every Monday and Tuesday from 9:00 to 17:00.'],
    ['en', 'A post', 'Posted on June 12, 2014. Copyright 2014.'],
    ['en', 'Holidays', 'I will be away from June 20 to June 30.'],
    ['en', 'Prices', 'From 1 July 2014 our hosting costs 5 EUR.'],
    ['en', 'A script', '<pre>meeting="2014-07-01" # conference on 1 July 2014</pre>'],
    ['en', 'Old mail', '<blockquote>The meeting takes place on 3 July 2014 at 19:00.</blockquote>'],
    ['en', 'Three arrested after concert on Saturday', 'Police were called to the hall at 11pm.'],
    ['en', 'Council meeting on Tuesday', 'The council met at 19:00 and approved the budget.'],
    ['en', 'Café hours', '<p>Mon–Fri 9am–5pm</p><p>Sat 10am–1pm</p>'],
    [
      'de',
      'Öffnungszeiten',
      '<ul><li>Montag 10–18 Uhr</li><li>Dienstag 10–18 Uhr</li><li>Donnerstag 12–20 Uhr</li><li>Samstag 10–14 Uhr</li></ul>',
    ],
    ['nl', 'Het weer', 'Vrijdag wordt een regenachtige dag en zaterdag klaart het op.'],
    ['fr', 'Fermeture estivale', 'L’association sera fermée du 14 juillet au 15 août.'],
    ['es', 'Nueva versión', 'La versión 3.0 estará disponible el 1 de julio de 2014.'],
  ])('%s: %s: %s', (language, title, text) => {
    expect(starts(title, text, language)).toEqual([]);
  });

  it('what is called off', () => {
    expect(starts('Meetup cancelled', 'The meetup on 19 June is cancelled. We are sorry.')).toEqual([]);
  });

  it('the old date of what is put off', () => {
    const text = 'The meetup planned for 19 June has been postponed to 26 June, 19:00.';
    expect(starts('Meetup postponed', text)).toEqual(['2014-06-26T19:00:00+02:00']);
  });
});

describe('where and what it is', () => {
  it.each([
    ['en', 'The meetup is on 19 June at the Red Lion in Leeds.', 'Red Lion in Leeds'],
    ['en', 'The meetup takes place on June 19 in Berlin, Germany, and is free.', 'Berlin, Germany'],
    ['en', '<p>Date: 19 June<br>Venue: Room 101, City Library, Bristol</p>', 'Room 101, City Library, Bristol'],
    [
      'fr',
      'Rencontre le 19 juin à la Maison pour Tous, 6 rue des Arts, Lyon.',
      'Maison pour Tous, 6 rue des Arts, Lyon',
    ],
    ['de', 'Das Treffen ist am 19. Juni im Unperfekthaus, Essen.', 'Unperfekthaus, Essen'],
    ['de', 'Heute um 19:30 Uhr: Vortrag in der Stadtbibliothek. Eintritt frei.', 'Stadtbibliothek'],
    ['es', 'El taller será el 21 de junio en el Centro Cívico, Zaragoza.', 'Centro Cívico, Zaragoza'],
    ['it', 'L’incontro si terrà il 19 giugno presso la Casa della Cultura.', 'Casa della Cultura'],
  ])('%s: the place in %s', (language, text, expected) => {
    expect(shown('', text, language)[0]?.location).toBe(expected);
  });

  it('takes no service on the net for a place', () => {
    expect(
      shown('Community call', 'The call takes place on 19 June at 16:00 UTC on Zoom.')[0]?.location,
    ).toBeUndefined();
  });

  it.each([
    [
      'the title, where the post is about the event',
      'Hack night in June',
      'Come to the hack night on 19 June!',
      'Hack night in June',
    ],
    [
      'its name, where the post is about something else',
      'Survey',
      'Results will be told at EmberConf 2014 (June 19).',
      'EmberConf 2014',
    ],
    [
      'the words around its kind, without its day and hour',
      '',
      'Quiz night on Friday 8pm at the Swan. Teams of four.',
      'Quiz night',
    ],
    [
      'not the title of a report',
      'Minutes of the meeting of 3 June',
      'Next meeting: 8 July, 18:00 UTC.',
      'Next meeting',
    ],
  ])('calls it by %s', (_, title, text, expected) => {
    expect(shown(title, text)[0]?.name).toBe(expected);
  });
});
