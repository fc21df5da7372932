/** What {@link scanXml} reports, in document order. */
export interface XmlHandler {
  /** `attributes` is the tag's inside after its name, unread. */
  open(name: string, attributes: string, selfClosing: boolean): void;
  close(name: string): void;
  /** `literal` is text of a CDATA section, in which nothing is a reference. */
  text(value: string, literal: boolean): void;
  doctype(source: string): void;
  /** Something that is not well-formed, and how it was taken. */
  mended(how: string): void;
}

/** Tags and the like in one document: enough for 100,000 entries. */
const MOST_PIECES = 5_000_000;

const NAME = /[A-Za-z_:\u0080-\uffff][^\s/>=<"']*/y;

/**
 * Walks through XML as it is found in the wild, in one pass and without ever going back: a `<` that begins nothing is
 * text, an unfinished tag ends where the next begins, an unfinished CDATA section or comment ends with the document.
 */
export function scanXml(source: string, handler: XmlHandler): void {
  let at = 0;
  for (let pieces = 0; at < source.length; pieces++) {
    if (pieces === MOST_PIECES) {
      handler.mended('an overlong document was cut off');
      return;
    }
    const angle = source.indexOf('<', at);
    if (angle !== at) handler.text(source.slice(at, angle === -1 ? undefined : angle), false);
    if (angle === -1) return;
    at = scanMarkup(source, angle, handler);
  }
}

/** Reads the markup that begins with the `<` at `angle`; returns where it ends. */
function scanMarkup(source: string, angle: number, handler: XmlHandler): number {
  switch (source[angle + 1]) {
    case '!':
      return scanDeclaration(source, angle, handler);
    case '?':
      return scanInstruction(source, angle, handler);
    case '/':
      return scanEndTag(source, angle, handler);
    default:
      return scanStartTag(source, angle, handler);
  }
}

function scanDeclaration(source: string, angle: number, handler: XmlHandler): number {
  if (source.startsWith('<!--', angle)) return endOf(source, '-->', angle + 4, handler);
  if (source.startsWith('<![CDATA[', angle)) {
    const end = source.indexOf(']]>', angle);
    if (end === -1) handler.mended('a CDATA section does not end');
    handler.text(source.slice(angle + 9, end === -1 ? undefined : end), true);
    return end === -1 ? source.length : end + 3;
  }
  if (/^<!doctype\b/i.test(source.slice(angle, angle + 10))) return scanDoctype(source, angle, handler);
  return endOf(source, '>', angle, handler);
}

const LONGEST_DOCTYPE = 64 * 1024;

/** A document type declaration ends with the `>` after its internal subset, if it has one. */
function scanDoctype(source: string, angle: number, handler: XmlHandler): number {
  const head = source.slice(angle, angle + LONGEST_DOCTYPE);
  const whole = /^<!doctype[^[>]*(?:\[[\s\S]*?\]\s*)?>/i.exec(head)?.[0];
  if (whole === undefined) return endOf(source, '>', angle, handler);
  handler.doctype(whole);
  return angle + whole.length;
}

function scanInstruction(source: string, angle: number, handler: XmlHandler): number {
  const inside = matchAt(UP_TO_TAG, source, angle + 1);
  const end = inside.indexOf('?>');
  if (end !== -1) return angle + 1 + end + 2;
  handler.mended('a processing instruction does not end');
  const stop = inside.indexOf('>');
  return angle + 1 + (stop === -1 ? inside.length : stop + 1);
}

function scanEndTag(source: string, angle: number, handler: XmlHandler): number {
  const inside = matchAt(INSIDE_END_TAG, source, angle + 2);
  const name = matchAt(NAME, inside.trimStart(), 0);
  const end = angle + 2 + inside.length;
  if (name === '') handler.mended('an end tag has no name');
  else handler.close(name);
  if (source[end] === '>') return end + 1;
  handler.mended('an end tag does not end');
  return end;
}

function scanStartTag(source: string, angle: number, handler: XmlHandler): number {
  const name = matchAt(NAME, source, angle + 1);
  const inside = name === '' ? '' : insideOfTag(source, angle + 1 + name.length);
  if (!inside.endsWith('>')) {
    handler.mended('a “<” that begins no tag was taken as text');
    handler.text('<', true);
    return angle + 1;
  }
  const selfClosing = inside.endsWith('/>');
  handler.open(name, inside.slice(0, selfClosing ? -2 : -1), selfClosing);
  return angle + 1 + name.length + inside.length;
}

const UP_TO_TAG = /[^<]*/y;
const INSIDE_END_TAG = /[^<>]*/y;
const WELL_FORMED = /[^"'<>]*(?:(?:"[^"<]*"|'[^'<]*')[^"'<>]*)*>/y;
const QUOTE_FORGOTTEN = /[^<>]*>/y;
const TAG_IN_VALUE = /^[^"'<>]*(?:=\s*(?:"[^"]*"|'[^']*')[^"'<>]*)+>/;
const LONGEST_ODD_TAG = 2048;

/** The rest of a start tag up to its `>`, or nothing where it does not end before another tag begins. */
function insideOfTag(source: string, from: number): string {
  return (
    matchAt(WELL_FORMED, source, from) ||
    matchAt(QUOTE_FORGOTTEN, source, from) ||
    (TAG_IN_VALUE.exec(source.slice(from, from + LONGEST_ODD_TAG))?.[0] ?? '')
  );
}

function matchAt(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? '';
}

function endOf(source: string, mark: string, from: number, handler: XmlHandler): number {
  const end = source.indexOf(mark, from);
  if (end !== -1) return end + mark.length;
  handler.mended('a comment or declaration does not end');
  return source.length;
}
