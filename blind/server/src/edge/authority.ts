import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TlsFiles } from './tls-settings.ts';

/** The certificate of the authority of the house, for devices that do not know it yet. */
export interface Authority {
  readonly der: Buffer;
  readonly pem: string;
  /** SHA-256 in pairs of hex digits, as every system shows it. */
  readonly fingerprint: string;
}

/** The certificate `siegel tls` has put beside the server's. Undefined when there is none, or when it did not sign the server's:
 *  nobody is led to trust an authority that is of no use here (LN1). */
export async function loadAuthority({ certificateFile }: TlsFiles): Promise<Authority | undefined> {
  try {
    const server = new X509Certificate(await readFile(certificateFile));
    const authority = new X509Certificate(await readFile(join(dirname(certificateFile), 'ca.crt')));
    if (!authority.ca || !server.checkIssued(authority) || !server.verify(authority.publicKey)) return undefined;
    return { der: authority.raw, pem: authority.toString(), fingerprint: authority.fingerprint256 };
  } catch {
    return undefined;
  }
}
