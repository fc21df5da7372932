/** The address to which bounces of a site's messages come: one for all, or one for each message (VERP). */
export interface ReturnPath {
  /** The envelope's sender of the message of this Message-ID. */
  addressOf(messageId: string): string;
  /** The Message-ID of the message whose bounces come to this address; null where it tells of none. */
  messageIdAt(address: string): string | null;
  /** Where mails asking to be taken off the list come to be read with the bounces. */
  readonly unsubscribe: string;
}

/** Where the message's token stands in the pattern. */
const PLACE = '{token}';

/**
 * Reads a pattern such as `bounces+{token}@example.org`. The token is what is a Message-ID's own, which nobody can guess
 * who has not seen the message; `domain` is that of the Message-IDs.
 */
export function openReturnPath(pattern: string, domain: string): ReturnPath {
  const [before = '', after] = pattern.split(PLACE);
  const shape = after === undefined ? null : new RegExp(`^${literally(before)}([0-9a-f]{40})${literally(after)}$`, 'i');
  return {
    addressOf: (messageId) => pattern.replace(PLACE, () => messageId.replace(/^<|@.*$/g, '')),
    messageIdAt(address) {
      const token = shape?.exec(address.trim())?.[1];
      return token === undefined ? null : `<${token.toLowerCase()}@${domain}>`;
    },
    unsubscribe: pattern.replace(PLACE, 'unsubscribe'),
  };
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
