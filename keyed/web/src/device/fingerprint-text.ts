/** The first 16 digits in groups of four: what people compare. The whole stands in its title. */
export function shortFingerprint(fingerprint: string): string {
  return (fingerprint.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}
