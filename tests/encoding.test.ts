import { describe, expect, it } from 'vitest';
import { decodePage, decodeText } from '../src/encoding.ts';

const TEXT = '<?xml version="1.0"?><t>Zürich – “déjà vu”</t>';
const RUSSIAN = Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);

function declared(label: string, rest: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${label}"?>`), rest]);
}

/** In windows-1252, as a C1 control would be in ISO 8859-1. */
const CURLY = Uint8Array.from([0x93, 0x41, 0x94, 0x20, 0x80, 0x20, 0xe9]);

describe('the encoding of a document', () => {
  it('is UTF-8 where its bytes are valid UTF-8', () => {
    expect(decodeText(Buffer.from(TEXT), null)).toEqual({ text: TEXT, encoding: 'utf-8', warnings: [] });
  });

  it.each([
    ['utf-8', [0xef, 0xbb, 0xbf], 'utf8'],
    ['utf-16le', [0xff, 0xfe], 'utf16le'],
  ] as const)('is %s where the byte order mark says so', (encoding, mark, written) => {
    const decoded = decodeText(
      Buffer.concat([Buffer.from(mark), Buffer.from(TEXT, written)]),
      'text/xml; charset=koi8-r',
    );
    expect(decoded).toMatchObject({ text: TEXT, encoding });
  });

  it('is told from the zero bytes of UTF-16 without a mark', () => {
    const little = Buffer.from(TEXT, 'utf16le');
    expect(decodeText(little, null)).toMatchObject({ text: TEXT, encoding: 'utf-16le' });
    expect(decodeText(Buffer.from(little).swap16(), null)).toMatchObject({ text: TEXT, encoding: 'utf-16be' });
  });

  it('may be UTF-32', () => {
    const bytes = Buffer.concat([0x3c, 0x1f600, 0x3e].map((point) => Buffer.from(Uint32Array.of(point).buffer)));
    expect(decodeText(bytes, null)).toMatchObject({ text: '<😀>', encoding: 'utf-32le' });
  });

  it('is what HTTP says before what the declaration says', () => {
    expect(decodeText(declared('iso-8859-7', RUSSIAN), 'text/xml; charset="windows-1251"').text).toContain('Привет');
  });

  it('is what the declaration says where HTTP is silent', () => {
    expect(decodeText(declared('windows-1251', RUSSIAN), 'text/xml')).toMatchObject({ encoding: 'windows-1251' });
  });

  it('is UTF-8 against a declaration that lies', () => {
    const decoded = decodeText(declared('iso-8859-1', Buffer.from('Zürich')), null);
    expect(decoded.text).toContain('Zürich');
    expect(decoded.warnings).toEqual(['says it is windows-1252, read as utf-8']);
  });

  it.each(['utf-8', 'us-ascii', 'iso-8859-1', 'no-such-thing'])(
    'is windows-1252 where the bytes are, said to be %s',
    (label) => {
      expect(decodeText(declared(label, CURLY), null)).toMatchObject({
        text: expect.stringContaining('“A” € é'),
        encoding: 'windows-1252',
      });
    },
  );

  it('stays the claimed one where a byte or two are damaged', () => {
    const damaged = Buffer.concat([Buffer.from('ж'.repeat(50)), Buffer.from([0xff]), Buffer.from('ж'.repeat(50))]);
    expect(decodeText(damaged, null)).toMatchObject({ encoding: 'utf-8' });
  });

  it.each([
    ['UTF8', 'utf-8'],
    ['utf_8', 'utf-8'],
    ['gb2312', 'gb18030'],
    ['x-sjis', 'shift_jis'],
  ])('goes by the odd name %s', (label, encoding) => {
    expect(decodeText(declared(label, Buffer.from('plain')), null).encoding).toBe(encoding);
  });

  it('is not UTF-16 for being declared so in bytes', () => {
    expect(decodeText(declared('utf-16', Buffer.from('é')), null)).toMatchObject({ encoding: 'utf-8' });
  });
});

describe('the encoding of a web page', () => {
  it.each([
    ['<meta charset="windows-1251">'],
    ["<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>"],
    ['<meta name="viewport" content="width=device-width"><meta charset=cp1251 >'],
  ])('is what it says in %s', (meta) => {
    const page = Buffer.concat([Buffer.from(`<html><head>${meta}<title>`), RUSSIAN]);
    expect(decodePage(page, 'text/html').text).toContain('Привет');
  });

  it('is what HTTP says before what the page says', () => {
    const page = Buffer.concat([Buffer.from('<meta charset="iso-8859-1">'), RUSSIAN]);
    expect(decodePage(page, 'text/html; charset=windows-1251').text).toContain('Привет');
  });

  it('is of no concern in a feed, whose items may hold pages', () => {
    const feed = Buffer.concat([Buffer.from('<rss><![CDATA[<meta charset="windows-1251">]]>'), RUSSIAN]);
    expect(decodeText(feed, 'text/xml').encoding).toBe('windows-1252');
  });
});
