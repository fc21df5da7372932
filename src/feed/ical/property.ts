import ICAL from 'ical.js';

/** A line of a component, its values unescaped. */
export interface Property {
  /** In lower case. */
  readonly name: string;
  readonly values: readonly string[];
  parameter(name: string): string | null;
}

/** Reads the lines that are properties of these names; what is malformed is left out. */
export function readProperties(lines: readonly string[], names: ReadonlySet<string>): readonly Property[] {
  return lines.flatMap((line) => {
    const name = /^[\w-]+/.exec(line)?.[0].toLowerCase();
    return name !== undefined && names.has(name) ? (readProperty(line) ?? []) : [];
  });
}

const PARAMETERS = ['tzid', 'value', 'cn', 'fmttype', 'filename', 'language', 'range'];

function readProperty(line: string): Property | null {
  try {
    const property = ICAL.Property.fromString(asDateWhereItIsOne(line));
    // What ical.js makes of a line is let go of: a calendar may have a million.
    const parameters = parametersOf(property);
    return {
      name: property.name,
      values: property.getValues().map(String),
      parameter: (name) => parameters.get(name) ?? null,
    };
  } catch (thrown) {
    // ical.js throws plain Errors at what it cannot read.
    if (thrown instanceof Error) return null;
    throw thrown;
  }
}

const NONE: ReadonlyMap<string, string> = new Map();

function parametersOf(property: ICAL.Property): ReadonlyMap<string, string> {
  const said = PARAMETERS.filter((name) => property.getFirstParameter(name) !== undefined);
  return said.length === 0 ? NONE : new Map(said.map((name) => [name, property.getFirstParameter(name)]));
}

/** A day given without saying that it is one (`DTSTART:20140821`) is one all the same. */
function asDateWhereItIsOne(line: string): string {
  return line.replace(/^(DTSTART|DTEND|RECURRENCE-ID)(?:;VALUE=DATE-TIME)?:(\d{8})\s*$/i, '$1;VALUE=DATE:$2');
}

/** The first value of a property, or null where a component has none or an empty one. */
export function firstValue(properties: readonly Property[], name: string): string | null {
  return properties.find((property) => property.name === name)?.values[0]?.trim() || null;
}
