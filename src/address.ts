/** Of a query's parameters, those by whose names servers ask for a key: `api_key`, `accessToken`, `X-Amz-Signature`. */
const SECRET_PARAMETER =
  /(?:key|token|secret|password|passwd|passphrase|signature|credentials?|session_?id)$|(?:^|[^a-z])(?:pass|pwd|auth|authorization|sig|sid|jwt)$/i;

/** The secret addresses of Google's calendars: `/calendar/ical/NAME/private-0123…/basic.ics`. */
const SECRET_FOLDER = /\/private-[\da-z]{8,}(?=\/)/gi;

/** A source's address as its site's own people may see it: without its password, and with `…` for keys. */
export function shownAddress(address: string): string {
  return withoutKeys(withoutUser(address));
}

/** A source's address, or its site's, as anybody may see it: without its password; null where it holds a key besides. */
export function publicAddress(address: string): string | null {
  return hasKey(address) ? null : withoutUser(address);
}

/** Whether who reads an address can ask for what is there in the name of another. */
export function hasKey(address: string): boolean {
  return withoutKeys(address) !== address;
}

/**
 * An address that opens a program for feeds or calendars (`feed:`, `webcal:`) as the one that is asked for; any other as
 * it is. These schemes say nothing of whether the server speaks https; today's do.
 */
export function webAddress(address: string): string {
  return address.replace(/^feed:(?:\/\/)?(?=https?:\/\/)/i, '').replace(/^(?:feed|webcals?):(?:\/\/)?/i, 'https://');
}

/** What two spellings of one address have in common. */
export function addressKey(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return url;
  parsed.hash = '';
  return parsed.href;
}

function withoutUser(address: string): string {
  return address.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, '$1');
}

function withoutKeys(address: string): string {
  return address
    .replace(SECRET_FOLDER, '/private-…')
    .replace(/([?&;])([^=&;#]+)=[^&;#]+/g, (whole, sign: string, name: string) =>
      SECRET_PARAMETER.test(decoded(name)) ? `${sign}${name}=…` : whole,
    );
}

/** As a server reads a parameter's name, with its humps (`apiKey`) made into words. */
function decoded(name: string): string {
  const [[read = name] = []] = [...new URLSearchParams(`${name}=`)];
  return read.replace(/([a-z])([A-Z])/g, '$1_$2');
}
