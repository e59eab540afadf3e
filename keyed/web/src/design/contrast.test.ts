import { readFileSync } from 'node:fs';
import { ACCENTS } from '@siegel/akten';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const HUES = ['blue', 'cyan', 'green', 'olive', 'amber', 'rust', 'red', 'pink', 'violet', 'indigo', 'brown', 'grey'];
const SURFACES = ['canvas', 'surface', 'sunken', 'hover', 'select'];

function colours(scheme: string): Map<string, string> {
  const blocks = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, selector = '']) => selector.includes(scheme));
  return new Map(
    blocks.flatMap(([, , block = '']) =>
      [...block.matchAll(/--sg-([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']): [string, string] => [
        name,
        value,
      ]),
    ),
  );
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const textPairs = [
  ...SURFACES.flatMap((on) =>
    ['ink', 'ink-2', 'ink-3', 'accent-text', 'ok', 'warn', 'bad', ...HUES].map((of) => [of, on]),
  ),
  ...HUES.flatMap((hue) => [hue, 'ink', 'ink-2'].map((of) => [of, `${hue}-bg`])),
  ...['ok', 'warn', 'bad'].flatMap((state) => [state, 'ink', 'ink-2'].map((of) => [of, `${state}-bg`])),
  ['accent-text', 'select'],
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['ink-2', 'info-bg'],
  ['seal', 'hatch-a'],
  ['seal', 'surface'],
  ['seal', 'sunken'],
];
const signPairs = [
  ['focus', 'surface'],
  ['focus', 'canvas'],
  ['field-line', 'surface'],
  ['seal', 'hatch-b'],
];

for (const scheme of ['light', 'dark']) {
  test(`[WB55] keeps text at 4.5:1 and signs at 3:1 in the ${scheme} scheme`, () => {
    const token = colours(`scheme="${scheme}"`);
    const of = (name = '') => token.get(name) ?? `unknown token ${name}`;
    const low = (pairs: readonly (readonly string[])[], least: number) =>
      pairs.filter(([a, b]) => !(contrast(of(a), of(b)) >= least)).map(([a, b]) => `${of(a)} ${a} on ${b} ${of(b)}`);
    expect([...low(textPairs, 4.5), ...low(signPairs, 3)]).toEqual([]);
  });
}

test('[EI5] keeps those contrasts with every colour a house may choose', () => {
  const accents = readFileSync(new URL('accents.css', import.meta.url), 'utf8');
  for (const scheme of ['light', 'dark']) {
    const token = colours(`scheme="${scheme}"`);
    const of = (name = '') => token.get(name) ?? `unknown token ${name}`;
    for (const accent of ACCENTS.filter((name) => name !== 'petrol')) {
      const [block = ''] = new RegExp(`:root\\[data-accent="${accent}"\\],[^}]*}`).exec(accents) ?? [];
      const given = new Map(
        [...block.matchAll(/--sg-([\w-]+): var\(--sg-([\w-]+)\)/g)].map(([, name = '', hue = '']) => [name, of(hue)]),
      );
      const at = (name: string) => given.get(name) ?? of(name);
      const pairs = [
        ['accent-ink', 'accent'],
        ...['surface', 'canvas', 'sunken', 'hover', 'select'].map((on) => ['accent-text', on]),
        ...['ink', 'ink-2', 'ink-3', 'ok', 'warn', 'bad', ...HUES].map((text) => [text, 'select']),
      ] as const;
      const low = pairs.filter(([a = '', b = '']) => !(contrast(at(a), at(b)) >= 4.5));
      expect([
        accent,
        scheme,
        low.map(([a = '', b = '']) => `${a} on ${b}: ${contrast(at(a), at(b)).toFixed(2)}`),
      ]).toEqual([accent, scheme, []]);
      expect(given.size).toBe(4);
    }
  }
});
