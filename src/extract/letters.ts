/** A text's letters and digits alone, in lower case: what stays the same when it is set otherwise. */
export function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
