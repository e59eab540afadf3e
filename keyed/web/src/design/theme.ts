import { type ComponentPropsWithoutRef, createElement } from 'react';
import { KeyHint } from '../keys/key-hint.tsx';
import { Button, type CSSVariablesResolver, createTheme, Kbd, type MantineColorsTuple, TextInput } from '@mantine/core';

/** The one accent, petrol ink, from light to dark; what components use of it comes from the tokens below. */
const petrol: MantineColorsTuple = [
  '#def2f6',
  '#c4e6ed',
  '#91c9d4',
  '#6ab1c0',
  '#3d94a5',
  '#0c7686',
  '#056877',
  '#035966',
  '#014853',
  '#013741',
];

/** Small, and written anew by what the setting of single keys says. */
const KEY_HINTS = {
  size: 'xs',
  renderRoot: (props: ComponentPropsWithoutRef<'kbd'>) => createElement(KeyHint, props),
} as const;

/** Mantine with the sizes, radii and fonts of the tokens. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  colors: { petrol },
  fontFamily: 'var(--sg-font)',
  fontFamilyMonospace: 'var(--sg-mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '5px', md: '5px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'never',
  components: {
    Button: Button.extend({ defaultProps: { variant: 'default', size: 'sm' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    // One place for every hint: it follows the setting of single keys (EV22).
    Kbd: Kbd.extend({ defaultProps: KEY_HINTS }),
  },
});

const both = {
  '--mantine-color-body': 'var(--sg-canvas)',
  '--mantine-color-text': 'var(--sg-ink)',
  '--mantine-color-dimmed': 'var(--sg-ink-3)',
  '--mantine-color-placeholder': 'var(--sg-ink-3)',
  '--mantine-color-error': 'var(--sg-bad)',
  '--mantine-color-default': 'var(--sg-surface)',
  '--mantine-color-default-hover': 'var(--sg-hover)',
  '--mantine-color-default-color': 'var(--sg-ink)',
  '--mantine-color-default-border': 'var(--sg-line-2)',
  '--mantine-color-petrol-filled': 'var(--sg-accent)',
  '--mantine-color-petrol-filled-hover': 'var(--sg-accent-hover)',
  '--mantine-color-petrol-text': 'var(--sg-accent-text)',
} as const;

/** Points Mantine's variables at the tokens, so that both colour schemes come from one file. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: both, dark: both });
