/** Stands in the built index.html wherever the nonce of an answer goes. */
export const NONCE_PLACEHOLDER = '__STYLE_NONCE__';

const META = /(<meta name="style-nonce" content=")([A-Za-z0-9+/=_-]*)(")/;

/** The page as it was built: the nonce of an answer out again, so that its hash can be compared. */
export function withoutNonce(page: string): string {
  return page.replace(META, `$1${NONCE_PLACEHOLDER}$3`);
}

/** The nonce a page was answered with; undefined when nobody put one in. */
export function nonceOf(page: string): string | undefined {
  const nonce = META.exec(page)?.[2];
  return nonce === undefined || nonce === '' || nonce === NONCE_PLACEHOLDER ? undefined : nonce;
}
