import { WINDOWS_TO_IANA_MAP } from 'windows-iana';

/** The territory under which CLDR's windowsZones lists what a zone is by default. */
const WORLD = '001';

const NAMES: ReadonlyMap<string, string | undefined> = new Map(
  WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === WORLD).map(({ windowsName, iana }) => [
    windowsName.toLowerCase(),
    iana[0],
  ]),
);

/** The IANA name of a zone as Windows and Outlook call it: `W. Europe Standard Time` is `Europe/Berlin`. */
export function ianaName(windowsName: string): string | null {
  return NAMES.get(windowsName.trim().toLowerCase()) ?? null;
}
