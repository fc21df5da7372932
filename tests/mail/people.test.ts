import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCsv, parseCsv } from '../../src/mail/csv.ts';
import { readPeople } from '../../src/mail/people.ts';

const emails = (text: string) => readPeople(text)?.people.map(({ email }) => email);
const refused = (text: string) => readPeople(text)?.refused.map(({ line, email }) => ({ line, email }));

describe('a CSV file of subscribers (22, 23)', () => {
  it.each([
    ['LF', 'email,name\nann@example.net,Ann\n'],
    ['CRLF', 'email,name\r\nann@example.net,Ann\r\n'],
    ['no end of the last line', 'email,name\nann@example.net,Ann'],
    ['a byte order mark', '\ufeffemail,name\nann@example.net,Ann\n'],
    ['quotes', '"email","name"\n"ann@example.net","Ann"\n'],
    ['columns in another order and case', 'Name,E-Mail,EMAIL\nAnn,,ann@example.net\n'],
    ['blanks around', ' Email , Name \n ann@example.net , Ann \n'],
    ['empty lines', 'email,name\n\nann@example.net,Ann\n\n'],
    ['a state', 'email,name,state\nann@example.net,Ann,active\n'],
  ])('with %s is read', (_, text) => {
    const read = readPeople(text);
    expect(read?.people).toMatchObject([{ email: 'ann@example.net', name: 'Ann' }]);
    expect(read?.refused).toEqual([]);
  });

  it('has quotes, commas and line breaks in its names', () => {
    const text = 'name,email\n"O""Hara, Ann\nof Cork",ann@example.net\n';
    expect(readPeople(text)?.people).toMatchObject([{ name: 'O"Hara, Ann\nof Cork', email: 'ann@example.net' }]);
  });

  it('keeps columns that mean nothing here', () => {
    const read = readPeople('email,Company,tags\nann@example.net,ACME,"a; b"\n');
    expect(read?.people).toMatchObject([{ kept: { Company: 'ACME' }, tags: ['a', 'b'] }]);
  });

  it('without a column named email is none', () => {
    expect(readPeople('mail\nann@example.net\n')).toBeNull();
    expect(readPeople('')).toBeNull();
  });

  it('tells bad lines by the line they begin on, and reads the others', () => {
    const text =
      'email,name\nann@example.net,"Ann\nof Cork"\nnobody,x\n"bad" quote@example.net,y\n,z\nbob@example.net\n';
    expect(emails(text)).toEqual(['ann@example.net', 'bob@example.net']);
    expect(refused(text)).toEqual([
      { line: 4, email: 'nobody' },
      { line: 5, email: '"bad" quote@example.net' },
      { line: 6, email: '' },
    ]);
  });

  it('refuses a line with an open quote, and only that line', () => {
    const text = 'email,name\nann@example.net,"Ann\nbob@example.net,Bob\n';
    expect(emails(text)).toEqual(['bob@example.net']);
    expect(refused(text)).toEqual([{ line: 2, email: 'ann@example.net' }]);
  });

  it('refuses a line with more fields than the header, and one with a state unknown here', () => {
    const text = 'email,state\nann@example.net,active,x\nbob@example.net,asleep\ncyd@example.net,\n';
    expect(refused(text)).toEqual([
      { line: 2, email: 'ann@example.net' },
      { line: 3, email: 'bob@example.net' },
    ]);
  });
});

describe('CSV', () => {
  it('written and read again is the same', () => {
    const record = fc.array(fc.string(), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(record), fc.constantFrom('\n', '\r\n'), (records, end) => {
        const text = records.map((fields) => formatCsv(fields) + end).join('');
        expect([...parseCsv(text)].map(({ fields }) => fields)).toEqual(records);
      }),
    );
  });

  it('of any shape is read to its end', () => {
    const csvish = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a') });
    fc.assert(
      fc.property(csvish, (text) => {
        const lines = [...parseCsv(text)].map(({ line }) => line);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
      }),
    );
  });
});
