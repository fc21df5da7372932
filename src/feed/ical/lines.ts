/** A calendar's text taken apart: the lines of each component by themselves, not those of what is inside it. */
export interface CalendarLines {
  readonly calendar: readonly string[];
  readonly events: readonly (readonly string[])[];
  /** Whole VTIMEZONE components. */
  readonly zones: readonly (readonly string[])[];
}

/** Takes a calendar apart (RFC 5545, 3.1 and 3.4); what ends too early, or not at all, is taken as it is. */
export function splitCalendar(text: string): CalendarLines {
  const lines = unfold(text);
  const calendar: string[] = [];
  const events: string[][] = [];
  const zones: string[][] = [];
  const open: string[] = [];
  for (const line of lines) {
    const [, mark, component = ''] = /^(BEGIN|END)\s*:\s*([\w-]+)/i.exec(line) ?? [];
    const inZone = zones.at(-1);
    if (mark === undefined) {
      if (open.includes('VTIMEZONE')) inZone?.push(line);
      else if (open.at(-1) === 'VEVENT') events.at(-1)?.push(line);
      else if (open.length <= 1) calendar.push(line);
      continue;
    }
    const name = component.toUpperCase();
    if (/^begin$/i.test(mark)) begin(name, open, events, zones);
    if (open.includes('VTIMEZONE')) zones.at(-1)?.push(`${mark}:${name}`);
    if (/^end$/i.test(mark)) end(name, open);
  }
  return { calendar, events, zones };
}

function begin(name: string, open: string[], events: string[][], zones: string[][]): void {
  // An event does not contain another: the first was not ended.
  if (name === 'VEVENT' && open.includes('VEVENT')) end('VEVENT', open);
  open.push(name);
  if (name === 'VEVENT') events.push([]);
  if (name === 'VTIMEZONE') zones.push([]);
}

function end(name: string, open: string[]): void {
  const at = open.lastIndexOf(name);
  if (at !== -1) open.splice(at);
}

/** Long lines are continued on the next after a space or tab. */
function unfold(text: string): readonly string[] {
  return text
    .replace(/\r\n?|\n/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
}
