import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions } from 'node:tls';

/** Where certificate and key lie; both may be replaced while the server runs. */
export interface TlsFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** What was read from them, ready to be served. */
export interface LoadedCertificate {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Milliseconds since 1970. */
  readonly validTo: number;
  /** First host name of the certificate that is not this machine's own; for the explaining page. */
  readonly host: string | undefined;
  /** Changes when a file changes. */
  readonly stamp: string;
}

/** Suites of BSI TR-02102-2: forward secrecy and AES-GCM only; HTTP/1.1 only. Groups: the hybrid with ML-KEM that browsers
 *  offer first, then the curves of the guideline (SV27). */
export const TLS_SETTINGS = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
  ].join(':'),
  ecdhCurve: 'X25519MLKEM768:SecP256r1MLKEM768:P-256:P-384:P-521',
  honorCipherOrder: true,
} as const satisfies SecureContextOptions;

/** Reads both files. Throws when one is missing, is none, or they do not belong together. */
export async function loadCertificate(files: TlsFiles): Promise<LoadedCertificate> {
  // Taken first: a file replaced in between is seen as a change the next time.
  const stamp = await stampOf(files);
  const [cert, key] = [await readFile(files.certificateFile), await readFile(files.keyFile)];
  // Throws for a key that is not the certificate's.
  createSecureContext({ ...TLS_SETTINGS, cert, key });
  const { validToDate, subjectAltName = '' } = new X509Certificate(cert);
  const hosts = [...subjectAltName.matchAll(/DNS:([a-z0-9.-]+)/g)].map(([, host]) => host);
  return { cert, key, validTo: validToDate.getTime(), host: hosts.find((host) => host !== 'localhost'), stamp };
}

/** Times and sizes of both files. */
export async function stampOf({ certificateFile, keyFile }: TlsFiles): Promise<string> {
  const found = await Promise.all([stat(certificateFile), stat(keyFile)]);
  return found.map(({ mtimeMs, ino, size }) => `${ino}-${mtimeMs}-${size}`).join(' ');
}
