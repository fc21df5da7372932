/** Splits a block of text into its sentences. Joined, they give the text back. */
export function splitSentences(text: string, _language: string | null): string[] {
  return text.split(/(?<=[.!?…]["'”’»)\]]*\s+)(?=\P{Ll})/u);
}
