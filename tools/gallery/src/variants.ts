import type { BrowserContextOptions } from 'playwright-core';

/** One way to look at every screen. */
export interface Variant {
  readonly name: string;
  readonly language: 'de' | 'en';
  readonly options: BrowserContextOptions;
}

const HEIGHT_BY_WIDTH = { 390: 844, 1024: 768, 1440: 900 } as const;
const WIDTHS = [390, 1024, 1440] as const;
const SCHEMES = ['light', 'dark'] as const;

function variant(
  width: (typeof WIDTHS)[number],
  colorScheme: (typeof SCHEMES)[number],
  language: 'de' | 'en',
): Variant {
  return {
    name: [width, colorScheme, ...(language === 'en' ? ['en'] : [])].join('-'),
    language,
    options: {
      viewport: { width, height: HEIGHT_BY_WIDTH[width] },
      colorScheme,
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      hasTouch: width === 390,
    },
  };
}

/** Three widths in two colour schemes, and English where most words fit side by side and where fewest do. */
export const VARIANTS: readonly Variant[] = [
  ...WIDTHS.flatMap((width) => SCHEMES.map((scheme) => variant(width, scheme, 'de'))),
  variant(1440, 'light', 'en'),
  variant(390, 'light', 'en'),
];
