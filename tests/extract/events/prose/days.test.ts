import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dateOf } from '../../../../src/extract/events/calendar-date.ts';
import { dayHint } from '../../../../src/extract/events/prose/day-hint.ts';
import { findDays, writingOf } from '../../../../src/extract/events/prose/days.ts';
import { fold } from '../../../../src/extract/events/prose/fold.ts';
import { eventLanguage } from '../../../../src/extract/events/prose/languages/index.ts';

/** The days named in a text that is written on Tuesday, 10 June 2014 in the given zone, at ten in the morning if not said otherwise. */
function days(text: string, tag = 'en', zone = 'Europe/Paris', hour = '10:00'): string[] {
  const language = eventLanguage(tag);
  if (language === null) return [];
  const written = Temporal.PlainDateTime.from(`2014-06-10T${hour}`).toZonedDateTime(zone);
  const hint = dayHint(language)(text);
  if (hint === null) return [];
  const found = findDays(text, fold(text), hint, writingOf(written.epochMilliseconds, zone, language));
  return found.map(({ day, lastDay }) => (lastDay === null ? dateOf(day) : `${dateOf(day)}/${dateOf(lastDay)}`));
}

describe('days named in prose', () => {
  it.each([
    ['en', 'on the 21st of August in the afternoon', '2014-08-21'],
    ['en', 'from the 24th to the 27th of June', '2014-06-24/2014-06-27'],
    ['en', '3–7 February', '2015-02-03/2015-02-07'],
    ['en', 'next Tuesday at 7pm', '2014-06-17'],
    ['en', 'see you tomorrow', '2014-06-11'],
    ['en', 'this week Thursday', '2014-06-12'],
    ['en', 'this week’s Thursday', '2014-06-12'],
    ['fr', '1er juillet 2014 à 18h30', '2014-07-01'],
    ['de', 'vom 3. bis 5. Mai', '2014-05-03/2014-05-05'],
    ['es', 'el jueves 12 a las 19:00', '2014-06-12'],
  ])('as the issue lists them: %s: %s', (tag, text, expected) => {
    expect(days(text, tag)).toEqual([expected]);
  });

  it.each([
    ['en', 'June 21', '2014-06-21'],
    ['en', 'Sat., June 21st, 2014', '2014-06-21'],
    ['en', 'Saturday 21, June 2014', '2014-06-21'],
    ['en', 'the 11thth of December', '2014-12-11'],
    ['en', 'PyCamp 2014 June 28-29', '2014-06-28/2014-06-29'],
    ['en', 'June 8th and 9th', '2014-06-08/2014-06-09'],
    ['en', 'June 30th – July 2nd, 2014', '2014-06-30/2014-07-02'],
    ['en', 'Monday June 16 until Friday June 20', '2014-06-16/2014-06-20'],
    ['en', '31 January & 1 February 2015', '2015-01-31/2015-02-01'],
    ['en', '2014-06-21', '2014-06-21'],
    ['en', 'the party (15.7.)', '2014-07-15'],
    ['fr', 'les samedi et dimanche 28 et 29 juin', '2014-06-28/2014-06-29'],
    ['fr', 'du 30 juin au 2 juillet', '2014-06-30/2014-07-02'],
    ['fr', 'ce vendredi soir', '2014-06-13'],
    ['fr', 'le 5 août', '2014-08-05'],
    ['de', 'Mittwoch, 18.6.2014', '2014-06-18'],
    ['de', 'Sa. 14.6.', '2014-06-14'],
    ['de', '03.07.–05.07.2014', '2014-07-03/2014-07-05'],
    ['de', 'am Donnerstag, den 12. Juni', '2014-06-12'],
    ['es', 'los días 20 y 21 de junio de 2014', '2014-06-20/2014-06-21'],
    ['it', 'dal 30 giugno al 2 luglio', '2014-06-30/2014-07-02'],
    ['it', "l'11 e il 12 settembre", '2014-09-11/2014-09-12'],
    ['nl', 'van 3 t/m 5 juli', '2014-07-03/2014-07-05'],
    ['pt', 'dias 5 e 6 de julho', '2014-07-05/2014-07-06'],
  ])('in many shapes: %s: %s', (tag, text, expected) => {
    expect(days(text, tag)).toEqual([expected]);
  });

  it('one by one where a list leaves days out', () => {
    expect(days('on the 5th, 12th and 19th of July')).toEqual(['2014-07-05', '2014-07-12', '2014-07-19']);
  });

  it.each([
    ['of the months ahead', '5 January', '2015-01-05'],
    ['of the months gone by where these are nearer', '20 May', '2014-05-20'],
    ['whose weekday fits', 'Friday, 5 June', '2015-06-05'],
  ])('without a year, the one %s', (_, text, expected) => {
    expect(days(text)).toEqual([expected]);
  });

  it('counts a range over New Year into the next', () => {
    expect(days('28 December – 2 January')).toEqual(['2014-12-28/2015-01-02']);
  });

  it('reads 7/4/2014 as the site’s part of the world does', () => {
    expect(days('7/4/2014', 'en', 'America/Chicago')).toEqual(['2014-07-04']);
    expect(days('7/4/2014', 'en', 'Europe/London')).toEqual(['2014-04-07']);
  });

  it.each([
    ['en', 'on Friday', '2014-06-13'],
    ['en', 'we met last Friday', '2014-06-06'],
    ['en', 'last Tuesday', '2014-06-03'],
    ['en', 'Friday of last week', '2014-06-06'],
    ['en', 'next Friday', '2014-06-20'],
    ['en', 'next week on Monday', '2014-06-16'],
    ['en', 'Friday evening next week', '2014-06-20'],
    ['en', 'a week on Friday', '2014-06-20'],
    ['en', 'on Friday week', '2014-06-20'],
    ['en', 'a week today', '2014-06-17'],
    ['en', 'a week tomorrow', '2014-06-18'],
    ['en', 'in two weeks, on Thursday', '2014-06-26'],
    ['en', 'this coming Tuesday', '2014-06-17'],
    ['en', 'tonight', '2014-06-10'],
    ['en', 'tomorrow night', '2014-06-11'],
    ['en', 'the day after tomorrow', '2014-06-12'],
    ['de', 'vergangenen Dienstag', '2014-06-03'],
    ['de', 'am Freitagabend', '2014-06-13'],
    ['de', 'am kommenden Freitag', '2014-06-13'],
    ['de', 'nächsten Freitag', '2014-06-20'],
    ['de', 'Freitag nächster Woche', '2014-06-20'],
    ['de', 'nächste Woche am Freitag', '2014-06-20'],
    ['de', 'Freitag in einer Woche', '2014-06-20'],
    ['de', 'heute in einer Woche', '2014-06-17'],
    ['de', 'übernächsten Freitag', '2014-06-27'],
    ['de', 'morgen früh', '2014-06-11'],
    ['de', 'übermorgen', '2014-06-12'],
    ['fr', 'vendredi dernier', '2014-06-06'],
    ['fr', 'vendredi prochain', '2014-06-13'],
    ['fr', 'mardi prochain', '2014-06-17'],
    ['fr', 'vendredi de la semaine prochaine', '2014-06-20'],
    ['fr', 'le vendredi de la semaine prochaine', '2014-06-20'],
    ['fr', 'vendredi en huit', '2014-06-20'],
    ['fr', 'demain matin', '2014-06-11'],
    ['fr', 'après-demain', '2014-06-12'],
    ['fr', 'aujourd’hui', '2014-06-10'],
    ['es', 'el viernes pasado', '2014-06-06'],
    ['es', 'el pasado viernes', '2014-06-06'],
    ['es', 'el próximo viernes', '2014-06-13'],
    ['es', 'el viernes que viene', '2014-06-13'],
    ['es', 'el viernes de la próxima semana', '2014-06-20'],
    ['es', 'esta mañana', '2014-06-10'],
    ['es', 'pasado mañana', '2014-06-12'],
    ['it', 'venerdì scorso', '2014-06-06'],
    ['it', 'domenica scorsa', '2014-06-08'],
    ['it', 'venerdì prossimo', '2014-06-13'],
    ['it', 'venerdì della prossima settimana', '2014-06-20'],
    ['it', 'dopodomani', '2014-06-12'],
    ['nl', 'afgelopen vrijdag', '2014-06-06'],
    ['nl', 'vrijdagavond', '2014-06-13'],
    ['nl', 'komende dinsdag', '2014-06-17'],
    ['nl', 'volgende week vrijdag', '2014-06-20'],
    ['nl', 'morgenavond', '2014-06-11'],
    ['nl', 'overmorgen', '2014-06-12'],
    ['pt', 'sexta-feira passada', '2014-06-06'],
    ['pt', 'na próxima sexta', '2014-06-13'],
    ['pt', 'sexta que vem', '2014-06-13'],
    ['pt', 'sexta-feira da semana que vem', '2014-06-20'],
    ['pt', 'depois de amanhã', '2014-06-12'],
  ])('by their distance: %s: %s', (tag, text, expected) => {
    expect(days(text, tag)).toEqual([expected]);
  });

  it.each([
    ['en', 'from Friday to Sunday', ['2014-06-13/2014-06-15']],
    ['en', 'Thursday–Saturday', ['2014-06-12/2014-06-14']],
    ['en', 'from Friday to Monday', ['2014-06-13/2014-06-16']],
    ['en', 'from Friday 6pm to Sunday 2pm', ['2014-06-13/2014-06-15']],
    ['en', 'tomorrow through Friday', ['2014-06-11/2014-06-13']],
    ['en', 'next Monday to Friday', ['2014-06-16/2014-06-20']],
    ['de', 'Mittwoch bis Sonntag dieser Woche', ['2014-06-11/2014-06-15']],
    ['en', 'from Monday to Wednesday', ['2014-06-09/2014-06-11']],
    ['de', 'von Freitag bis Sonntag', ['2014-06-13/2014-06-15']],
    ['en', 'registration is open for the festival from Friday to Sunday', ['2014-06-13/2014-06-15']],
    ['es', 'feria de viernes a domingo, inscripciones abiertas', ['2014-06-13/2014-06-15']],
    ['en', 'We are open. The fair is from Friday to Sunday', ['2014-06-13/2014-06-15']],
    ['de', 'von Samstagmittag bis Sonntagabend', ['2014-06-14/2014-06-15']],
    ['de', 'von Freitag 18 Uhr bis Sonntag 14 Uhr', ['2014-06-13/2014-06-15']],
    ['de', 'von Freitag bis Sonntag nächster Woche', ['2014-06-20/2014-06-22']],
    ['fr', 'de vendredi à dimanche', ['2014-06-13/2014-06-15']],
    ['fr', 'du vendredi au dimanche', ['2014-06-13/2014-06-15']],
    ['es', 'de viernes a domingo', ['2014-06-13/2014-06-15']],
    ['it', 'dal venerdì alla domenica', ['2014-06-13/2014-06-15']],
    ['nl', 'van vrijdag tot en met zondag', ['2014-06-13/2014-06-15']],
    ['pt', 'de sexta a domingo', ['2014-06-13/2014-06-15']],
    ['en', 'on Saturday and Sunday', ['2014-06-14/2014-06-15']],
    ['en', 'next Saturday and Sunday', ['2014-06-21/2014-06-22']],
    ['en', 'Friday, Saturday and Sunday', ['2014-06-13/2014-06-15']],
    ['fr', 'samedi 14 et dimanche 15', ['2014-06-14/2014-06-15']],
    ['de', 'Wir treffen uns am Freitag, Samstag ist Putztag', ['2014-06-13', '2014-06-14']],
    ['pt', 'no sábado e no domingo', ['2014-06-14/2014-06-15']],
    ['en', 'on Monday and Thursday', ['2014-06-16', '2014-06-19']],
    ['en', 'Saturday 10am and Sunday 2pm', ['2014-06-14', '2014-06-15']],
    ['es', 'mañana, miércoles, a las 19:00', ['2014-06-11']],
    ['de', 'Donnerstag statt Mittwoch', ['2014-06-12']],
    ['en', 'Thursday instead of Wednesday', ['2014-06-12']],
    ['en', 'moved from Friday to Sunday', ['2014-06-15']],
    ['de', 'von Freitag auf Sonntag verschoben', ['2014-06-15']],
  ])('from one weekday to another, and listed: %s: %s', (tag, text, expected) => {
    expect(days(text, tag)).toEqual(expected);
  });

  it.each([
    ['en', 'open Monday to Friday, 9am–5pm'],
    ['en', 'Mon–Fri 9–17'],
    ['en', 'Fri–Sun 9–17'],
    ['en', 'Monday to Thursday'],
    ['en', 'The museum is open Friday to Sunday'],
    ['de', 'Mo. bis Fr. 9–17 Uhr, Sa. 10–13 Uhr'],
    ['de', 'Freitag bis Sonntag von 11 bis 17 Uhr geöffnet'],
    ['pt', 'Horário: terça e quinta, das 14h às 18h'],
    ['fr', 'ouvert du vendredi au dimanche'],
    ['es', 'abre de viernes a domingo'],
    ['it', 'aperto dal venerdì alla domenica'],
    ['nl', 'van vrijdag tot en met zondag geopend'],
    ['pt', 'aberto de sexta a domingo'],
  ])('not those on which something is open: %s: %s', (tag, text) => {
    expect(days(text, tag)).toEqual([]);
  });

  it.each([
    ['en', 'every Tuesday and Thursday'],
    ['en', 'once a week on Friday'],
    ['en', 'every Monday, Wednesday and Friday'],
    ['de', 'jeden Dienstag und Donnerstag'],
    ['fr', 'le mardi à 18h'],
    ['fr', 'le premier vendredi du mois'],
    ['es', 'los viernes a las 18:00'],
    ['es', 'el primer viernes de cada mes'],
    ['it', 'il sabato e la domenica'],
  ])('not those of every week or month: %s: %s', (tag, text) => {
    expect(days(text, tag)).toEqual([]);
  });

  it.each([
    ['en', 'on Black Friday'],
    ['en', 'the service on Easter Sunday'],
    ['fr', 'la messe du vendredi saint'],
    ['es', 'el concierto del Viernes Santo'],
    ['it', 'la domenica delle Palme'],
    ['nl', 'op Goede Vrijdag'],
    ['pt', 'na Sexta-feira Santa'],
  ])('not the weekday of a feast, which may be months ahead: %s: %s', (tag, text) => {
    expect(days(text, tag)).toEqual([]);
  });

  it.each([
    ['is that day', 'en', 'on Tuesday', '10:00', '2014-06-10'],
    ['is a week later when the day is half over', 'en', 'on Tuesday', '15:00', '2014-06-17'],
    ['is that day still where its evening is said', 'en', 'on Tuesday evening', '15:00', '2014-06-10'],
    ['is that day still where its evening is said', 'de', 'am Dienstagabend', '15:00', '2014-06-10'],
    ['is that day still where it is called this one', 'en', 'this Tuesday at 7pm', '15:00', '2014-06-10'],
    ['is that day still where it is called this one', 'fr', 'ce mardi à 20h', '15:00', '2014-06-10'],
    ['is a week later where it is called the next', 'en', 'next Tuesday', '10:00', '2014-06-17'],
  ])('a weekday that is that of writing %s: %s: %s, at %s', (_, tag, text, hour, expected) => {
    expect(days(text, tag, 'Europe/Paris', hour)).toEqual([expected]);
  });

  it('with what says which one is meant, and the part of the day, at its place', () => {
    const language = eventLanguage('en');
    if (language === null) throw new Error('English is known');
    const text = 'See you next Friday evening at the pub';
    const writing = writingOf(Date.UTC(2014, 5, 10), 'UTC', language);
    const found = findDays(text, fold(text), { month: false, word: true, digits: false }, writing);
    expect(found.map(({ from, to }) => text.slice(from, to))).toEqual(['next Friday evening']);
  });

  it.each([
    ['en', 'prior to 1.4.3 may also'],
    ['en', 'https://example.org/dist/2014-07-01/index.html'],
    ['en', 'every Friday'],
    ['en', 'the last Friday of the month'],
    ['de', 'jeden letzten Freitag'],
    ['en', 'the sun and the moon'],
    ['en', 'in five minutes, now, an hour, three days'],
    ['en', 'version 3.5. The next'],
    ['en', '31 June, 32 July'],
    ['de', 'so schnell wie möglich'],
    ['es', 'por la mañana'],
    ['es', 'ya sabéis'],
    ['pt', 'pela segunda vez'],
  ])('not in %s: %s', (tag, text) => {
    expect(days(text, tag)).toEqual([]);
  });
});
