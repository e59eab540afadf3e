import { TEXT_BLOCK_LIMITS } from '../forms/text-block-form.ts';

const KUERZEL = /^[\p{L}\p{N}.-]*[\p{L}\p{N}]$/u;

/** True for what can be typed as the Kuerzel of a text block: one word that ends with a letter or digit (TB6). */
export function isBlockKuerzel(kuerzel: string): boolean {
  return kuerzel.length <= TEXT_BLOCK_LIMITS.kuerzel && KUERZEL.test(kuerzel);
}
