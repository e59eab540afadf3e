import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { certificateState, type CertificateState, WARN_DAYS } from '../tls/certificate-state.ts';
import { readKeyed, tlsFiles } from '../tls/tls-files.ts';
import type { DoctorCheck } from './doctor-check.ts';

const OTHERS = 0o077;
const CONNECT_MS = 10_000;
const HTTPS_PORT = 443;

/** Whether the certificate of the server at `origin` is valid here: trusted by this machine, for this name, for a while yet.
 *  Nothing for an address without https, or when nobody answers; the check of the server says that. */
export async function checkCertificate(origin: string, now: number): Promise<readonly DoctorCheck[]> {
  const { protocol, hostname, port } = new URL(origin);
  if (protocol !== 'https:') return [];
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({
    host,
    port: Number(port) || HTTPS_PORT,
    ...(isIP(host) === 0 && { servername: host }),
    // Only looked at: what is wrong with it is what this check is for. Nothing is sent.
    rejectUnauthorized: false,
    timeout: CONNECT_MS,
  });
  socket.on('timeout', () => socket.destroy(new Error('timeout')));
  try {
    await once(socket, 'secureConnect');
    const fault = socket.authorizationError as unknown as string | Error | null;
    const certificate = socket.getPeerX509Certificate();
    const state = certificate && certificateState(certificate.raw, now);
    return [peerCheck(state, faultCode(fault))];
  } catch {
    return [];
  } finally {
    socket.destroy();
  }
}

/** The verdict about a server's certificate. `fault` is why this machine does not trust it, by the code of OpenSSL. */
export function peerCheck(state: CertificateState | undefined, fault: string | undefined): DoctorCheck {
  const days = state?.daysLeft ?? 0;
  if (fault === 'CERT_HAS_EXPIRED' || days < 0) return failed(EXPIRED);
  if (fault === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return failed({
      de: 'Das Zertifikat des Servers gilt nicht für diese Adresse. Auf der Box: `siegel tls renew --host NAME --address ADRESSE`.',
      en: 'The certificate of the server is not valid for this address. On the box: `siegel tls renew --host NAME --address ADDRESS`.',
    });
  if (fault !== undefined)
    return failed({
      de: 'Dieser Rechner kennt die Zertifizierungsstelle des Servers nicht. Auf der Box `siegel tls export` aufrufen und das Zertifikat hier einrichten.',
      en: 'This machine does not know the authority of the server. Call `siegel tls export` on the box and install the certificate here.',
    });
  return expiryCheck(days);
}

/** Whether the certificate in the data folder of a box is there, belongs to its key, lasts, and its key is the owner's only. */
export async function checkBoxCertificate(data: string, now: number): Promise<DoctorCheck> {
  const files = tlsFiles(data, '');
  const pair = await readKeyed(files.certificate, files.key);
  if (pair.ok && pair.value === undefined)
    return {
      id: 'certificate',
      state: 'skipped',
      text: {
        de: 'Auf dieser Box liegt kein Zertifikat von `siegel tls create`.',
        en: 'This box has no certificate made by `siegel tls create`.',
      },
    };
  const state = pair.ok ? certificateState(pair.value?.certificate ?? '', now) : undefined;
  if (state === undefined)
    return failed({
      de: 'Das Zertifikat dieser Box ist nicht lesbar. Bitte `siegel tls create --replace` aufrufen.',
      en: 'The certificate of this box cannot be read. Please call `siegel tls create --replace`.',
    });
  if (process.platform !== 'win32' && ((await stat(files.key)).mode & OTHERS) !== 0)
    return {
      ...failed({
        de: 'Andere dürfen {path} lesen. Bitte: chmod go-rwx {path}',
        en: 'Others may read {path}. Please: chmod go-rwx {path}',
      }),
      facts: { path: files.key },
    };
  return expiryCheck(state.daysLeft);
}

const EXPIRED = {
  de: 'Das Zertifikat des Servers ist abgelaufen. Auf der Box: `siegel tls renew`.',
  en: 'The certificate of the server has expired. On the box: `siegel tls renew`.',
};

function expiryCheck(days: number): DoctorCheck {
  if (days < 0) return failed(EXPIRED);
  const facts = { days };
  if (days >= WARN_DAYS) {
    const text = { de: 'Zertifikat gilt noch {days} Tage', en: 'Certificate valid for another {days} days' };
    return { id: 'certificate', state: 'ok', text, facts };
  }
  const text = {
    de: 'Das Zertifikat des Servers gilt nur noch {days} Tage. Auf der Box: `siegel tls renew`.',
    en: 'The certificate of the server is valid for {days} more days only. On the box: `siegel tls renew`.',
  };
  return { id: 'certificate', state: 'warning', text, facts };
}

function failed(text: DoctorCheck['text']): DoctorCheck {
  return { id: 'certificate', state: 'failed', text };
}

function faultCode(fault: string | Error | null): string | undefined {
  if (fault === null) return undefined;
  if (typeof fault === 'string') return fault;
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.message;
}
