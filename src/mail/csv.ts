/** A record of a CSV file. */
export interface CsvRecord {
  /** The line of the file on which it begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
  /** What is wrong with its quotes; null: nothing. */
  readonly error: string | null;
}

/** A field up to what ends it: quoted (RFC 4180, 2.5 to 2.7) or plain. */
const field = /"((?:[^"]|"")*)"(?=,|\r\n|\n|\r|$)|([^,\r\n]*)/y;
const lineBreak = /\r\n|\n|\r/y;

/**
 * Reads CSV by RFC 4180, with any of CRLF, LF and CR between records, and with or without a byte order mark. Lines with
 * nothing on them are no records. A record with stray quotes is given as it is, with `error` set; the next line begins a
 * new one, so that one bad line spoils no other.
 */
export function* parseCsv(text: string): Generator<CsvRecord> {
  let position = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  while (position < text.length) {
    const start = position;
    const fields: string[] = [];
    let error: string | null = null;
    for (;;) {
      field.lastIndex = position;
      const [whole = '', quoted, plain = ''] = field.exec(text) ?? [];
      fields.push(quoted?.replaceAll('""', '"') ?? plain);
      if (quoted === undefined && plain.includes('"')) error = 'has quotes that do not pair';
      position += whole.length;
      if (text[position] !== ',') break;
      position += 1;
    }
    if (position > start) yield { line, fields, error };
    line += countLines(text.slice(start, position)) + 1;
    lineBreak.lastIndex = position;
    position += lineBreak.exec(text)?.[0].length ?? 0;
  }
}

/** A record in CSV, without its line end; a field is quoted where it has to be. */
export function formatCsv(fields: readonly string[]): string {
  return fields.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');
}

function countLines(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
