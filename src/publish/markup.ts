/** Elements that validators of feeds do not know. What is in them is read as well without them. */
const UNKNOWN = /<\/?(?:nobr|rb|rtc|bdo)(?: [^>]*)?>/g;

/** Readers show what plays as they like; validators take the attribute for one that runs. */
const CONTROLS = /(<(?:audio|video)\b[^>]*?) controls=""/g;

const TABLE_PART = /<(\/?)(table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td)\b[^>]*>/g;

/** Sanitised HTML as a feed has it: nothing in it that the W3C's feed validator warns of, nor parts of tables outside of one. */
export function feedMarkup(html: string): string {
  let tables = 0;
  return html
    .replace(UNKNOWN, '')
    .replace(CONTROLS, '$1')
    .replace(TABLE_PART, (tag, end: string, name: string) => {
      if (name === 'table') tables += end === '' ? 1 : -1;
      return tables > 0 || name === 'table' ? tag : '';
    });
}
