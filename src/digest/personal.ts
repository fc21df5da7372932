/** What a recipient's own message says of them. */
export interface PersonalPlaces {
  readonly name: string;
  readonly email: string;
  /** Where this recipient, and nobody else, unsubscribes. */
  readonly unsubscribeUrl: string;
}

/** Where something of the recipient's stands in a part. */
export interface RecipientMarks {
  readonly name: string;
  readonly email: string;
  readonly unsubscribeUrl: string;
  /** Between these two stands what only messages to a recipient have. */
  readonly begin: string;
  readonly end: string;
}

/** Where what only messages have, and not the same edition on the web, begins and ends. */
export interface MessageMarks {
  readonly begin: string;
  readonly end: string;
}

/*
 * A mark is a name between STX and ETX. Neither may stand in HTML or in text, and `plain` takes both out of all that
 * comes from feeds and settings, so that no post can make a mark. Both pass through Liquid, MJML and quoted-printable.
 */
const placeMark = /\x02(html|text):(\w+)\x03/g;
const sectionMark = /\x02\/?(?:recipient|message)\x03/g;
const recipientSection = /\x02recipient\x03[^\x02]*(?:\x02(?!\/recipient\x03)[^\x02]*)*\x02\/recipient\x03/g;
const messageSection = /\x02message\x03[^\x02]*(?:\x02(?!\/message\x03)[^\x02]*)*\x02\/message\x03/g;
const notText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** A text from outside without anything that could be a mark, or that no document may contain. */
export function plain(text: string): string {
  return text.replace(notText, '').toWellFormed();
}

/** The marks that a template puts where the recipient's places are; `kind` decides how they will be escaped. */
export function recipientMarks(kind: 'html' | 'text'): RecipientMarks {
  return {
    name: `\x02${kind}:name\x03`,
    email: `\x02${kind}:email\x03`,
    unsubscribeUrl: `\x02${kind}:unsubscribeUrl\x03`,
    begin: '\x02recipient\x03',
    end: '\x02/recipient\x03',
  };
}

export const messageMarks: MessageMarks = { begin: '\x02message\x03', end: '\x02/message\x03' };

/** A stretch of a rendered part: the same for everybody, or made of one recipient's places. */
export type Segment = string | ((places: PersonalPlaces) => string);

/** A rendered part cut at its marks, so that what is the same for everybody need be encoded only once. */
export function segmentsOf(part: string): readonly Segment[] {
  const whole = part.replace(sectionMark, '');
  const segments: Segment[] = [];
  let end = 0;
  for (const mark of whole.matchAll(placeMark)) {
    const [text, kind, name = ''] = mark;
    segments.push(whole.slice(end, mark.index), (places) => {
      const value = plain(placeOf(places, name));
      return kind === 'html' ? escapeHtml(value) : value;
    });
    end = mark.index + text.length;
  }
  return [...segments, whole.slice(end)];
}

/** One recipient's copy of a rendered part. */
export function personalise(part: string, places: PersonalPlaces): string {
  return segmentsOf(part)
    .map((segment) => (typeof segment === 'string' ? segment : segment(places)))
    .join('');
}

/** A rendered part as `tidings digest` writes it: as it is sent, but to nobody. */
export function withoutPlaces(part: string): string {
  return part.replace(recipientSection, '').replace(placeMark, '').replace(sectionMark, '');
}

/** A rendered part without all that only messages have, for the edition on the web. */
export function withoutMessageSections(part: string): string {
  return withoutPlaces(part.replace(messageSection, ''));
}

function placeOf(places: PersonalPlaces, name: string): string {
  if (name === 'name') return places.name;
  return name === 'email' ? places.email : places.unsubscribeUrl;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
