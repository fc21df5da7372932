/** A filled text template as it is sent: no trailing blanks, no runs of blank lines, one line break at the end.
 * The blank after the signature's dashes (RFC 3676) stays. */
export function tidyText(text: string): string {
  return `${text
    .replace(/\r\n?/g, '\n')
    .replace(/(?<!^--)[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
