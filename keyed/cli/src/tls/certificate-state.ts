import { X509Certificate } from 'node:crypto';
import { namesOfAltText, type ServerNames } from './server-names.ts';

const DAY_MS = 86_400_000;
/** From here on people are warned. The server warns from the same day on (SV28). */
export const WARN_DAYS = 30;

/** What there is to say about a certificate. */
export interface CertificateState {
  readonly names: ServerNames;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly validTo: number;
  /** Whole days left, negative after the end. */
  readonly daysLeft: number;
  /** SHA-256 over the certificate, pairs of hex digits with colons, as browsers and systems show it. */
  readonly fingerprint: string;
}

/** Reads a certificate, PEM or DER. Undefined when it is none. */
export function certificateState(bytes: string | Buffer, now: number): CertificateState | undefined {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(bytes);
  } catch {
    return undefined;
  }
  const validTo = certificate.validToDate.getTime();
  return {
    names: namesOfAltText(certificate.subjectAltName ?? ''),
    issuer: certificate.issuer.replace(/^CN=/, ''),
    validTo,
    daysLeft: Math.floor((validTo - now) / DAY_MS),
    fingerprint: certificate.fingerprint256,
  };
}
