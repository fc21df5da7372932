/** The colours of one scheme, as CSS hex colours. Pairs of text and ground are to have a contrast of 4.5:1. */
export interface Palette {
  /** Behind the letter. */
  readonly ground: string;
  /** The letter itself. */
  readonly paper: string;
  readonly text: string;
  /** Sources, dates and other small print. */
  readonly muted: string;
  /** Links that look like links, the masthead's rule, the buttons' ground. */
  readonly accent: string;
  /** What stands on the accent. */
  readonly onAccent: string;
  /** Hairlines. */
  readonly line: string;
  /** The ground of the day blocks and of the footer. */
  readonly tint: string;
}

/** What a site says of the looks of its digest: `digest.theme` of its settings. */
export interface Theme {
  readonly light: Palette;
  readonly dark: Palette;
  readonly fonts: {
    /** A CSS font stack; web fonts are not loaded. */
    readonly heading: string;
    readonly text: string;
  };
  /** A PNG, JPEG, GIF or WebP at an absolute address, shown above the title at this width in CSS pixels. */
  readonly logo: { readonly url: string; readonly width: number; readonly alt: string } | null;
}

/** What a site changes of the default theme. */
export interface ThemeChanges {
  readonly light?: Partial<Palette> | undefined;
  readonly dark?: Partial<Palette> | undefined;
  readonly fonts?: Partial<Theme['fonts']> | undefined;
  readonly logo?: Theme['logo'] | undefined;
}

/** The default theme with a site's changes. */
export function themeWith(changes: ThemeChanges): Theme {
  return {
    light: over(defaultTheme.light, changes.light ?? {}),
    dark: over(defaultTheme.dark, changes.dark ?? {}),
    fonts: over(defaultTheme.fonts, changes.fonts ?? {}),
    logo: changes.logo ?? defaultTheme.logo,
  };
}

/** Settings that are not made come as undefined. */
function over<T extends object>(defaults: T, changes: Partial<T>): T {
  return { ...defaults, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
}

/** The theme as templates see it: font stacks stand in attributes between double quotes. */
export function themeModel(theme: Theme): Theme {
  const { heading, text } = theme.fonts;
  return { ...theme, fonts: { heading: singleQuoted(heading), text: singleQuoted(text) } };
}

function singleQuoted(fonts: string): string {
  return fonts.replace(/"/g, "'").replace(/[<>&;{}]/g, '');
}

/** The look of a digest whose site says nothing. */
export const defaultTheme: Theme = {
  light: {
    ground: '#f3f1ec',
    paper: '#ffffff',
    text: '#1d1f24',
    muted: '#5f636d',
    accent: '#a8321e',
    onAccent: '#ffffff',
    line: '#e2dfd8',
    tint: '#f8f6f1',
  },
  dark: {
    ground: '#101216',
    paper: '#181b20',
    text: '#eceae4',
    muted: '#a6a9b2',
    accent: '#ff9b85',
    onAccent: '#1d1009',
    line: '#32363e',
    tint: '#21252c',
  },
  fonts: {
    heading: "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, serif",
    text: "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  },
  logo: null,
};
