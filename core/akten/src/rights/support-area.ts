/** What somebody of support may be admitted to see, without content: the layout of Akten, the house, versions and codes (SU3). */
export const SUPPORT_AREAS = ['akten', 'house', 'technical'] as const;
/** One of `SUPPORT_AREAS`. */
export type SupportArea = (typeof SUPPORT_AREAS)[number];

/** True for an area of this version. */
export function isSupportArea(word: string): word is SupportArea {
  return (SUPPORT_AREAS as readonly string[]).includes(word);
}
