import type { PublishedEvent } from '../event.ts';
import { monthGrid } from './month-grid.ts';
import { type EventModel, eventModel, type Page, type PageFrame } from './page.ts';
import { eventsData } from './structured-data.ts';

/** How many months are shown as sheets of a calendar. */
const SHEETS = 3;

/** The upcoming events, as a list by month and as sheets of a calendar that lead to it. */
export function eventsPage({ templates }: PageFrame, upcoming: readonly PublishedEvent[]): Page {
  const events = upcoming.map((event) => eventModel(event, `e-${event.id}`));
  const months = [...Map.groupBy(events, (event) => event.start_date.slice(0, 7))];
  return {
    template: 'events.html',
    path: 'events.html',
    name: 'events',
    heading: templates.say('site.events'),
    structuredData: events.length === 0 ? null : eventsData(upcoming),
    model: {
      months: months.map(([name, events]) => ({ name, heading: monthHeading(name, templates.locale), events })),
      calendars: months.slice(0, SHEETS).map(([name]) => sheet(name, events, templates.locale)),
      weekdays: weekdays(templates.locale),
    },
  };
}

function monthHeading(month: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const heading = format.format(new Date(`${month}-15T00:00:00Z`));
  return heading.charAt(0).toLocaleUpperCase(locale) + heading.slice(1);
}

function sheet(month: string, events: readonly EventModel[], locale: string): object {
  const weeks = monthGrid(month).map((week) =>
    week.map(({ number, day }) => {
      const onDay = day === null ? [] : eventsOn(day, events);
      return { number, anchor: onDay[0]?.anchor ?? null, names: onDay.map(({ name }) => name).join(', ') };
    }),
  );
  return { heading: monthHeading(month, locale), weeks };
}

/** Those that begin on the day, then those of whole days that go on. */
function eventsOn(day: string, events: readonly EventModel[]): EventModel[] {
  const goesOn = ({ span: { startDate, endDate } }: EventModel) =>
    startDate.length === day.length && startDate < day && day <= (endDate ?? startDate);
  return [...events.filter(({ start_date }) => start_date.slice(0, day.length) === day), ...events.filter(goesOn)];
}

function weekdays(locale: string): { long: string; short: string }[] {
  const [long, short] = (['long', 'narrow'] as const).map(
    (weekday) => new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }),
  );
  const mondayToSunday = [1, 2, 3, 4, 5, 6, 7].map((day) => new Date(Date.UTC(2024, 0, day)));
  return mondayToSunday.map((day) => ({ long: long?.format(day) ?? '', short: short?.format(day) ?? '' }));
}
