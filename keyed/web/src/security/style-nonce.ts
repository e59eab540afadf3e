import { NONCE_PLACEHOLDER } from '../release/page-nonce.ts';

/** The nonce the server put into this answer's `<meta name="style-nonce">`, or undefined when it put none (development).
 *  Styles made at run time carry it; without it the content security policy drops them. */
export function readStyleNonce(document: Document): string | undefined {
  const content = document.querySelector('meta[name="style-nonce"]')?.getAttribute('content') ?? '';
  return content === '' || content === NONCE_PLACEHOLDER ? undefined : content;
}
