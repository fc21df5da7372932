/** The parts of a list that is set like prose: separated by commas, over several lines. */
export function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
}
