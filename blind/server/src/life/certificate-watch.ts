import type { Server as TlsServer } from 'node:tls';
import { detailOf, type ServerLog } from '../edge/log.ts';
import { loadCertificate, type LoadedCertificate, stampOf, TLS_SETTINGS, type TlsFiles } from '../edge/tls-settings.ts';
import type { World } from '../platform/world.ts';

const LOOK_MS = 5000;
const DAY_MS = 86_400_000;
const WARN_DAYS = 30;

/** What a watch needs. */
export interface CertificateWatchTask {
  readonly files: TlsFiles;
  readonly loaded: LoadedCertificate;
  readonly server: TlsServer;
  readonly log: ServerLog;
  readonly world: World;
}

/** Looks at the certificate every five seconds: a new one is used for new connections without a restart; whatever cannot be read
 *  leaves the old one in place. Once a day it says that the end is near (SV28). @returns how to end it. */
export function watchCertificate({ files, loaded, server, log, world }: CertificateWatchTask): () => void {
  let { stamp, validTo } = loaded;
  let saidOn: number | undefined;
  const sayExpiry = () => {
    const days = Math.floor((validTo - world.now()) / DAY_MS);
    if (days >= WARN_DAYS || saidOn === days) return;
    saidOn = days;
    if (days < 0) log.error('certificate-expired', { count: -days });
    else log.warn('certificate-expires', { count: days });
  };
  const look = async () => {
    const seen = await stampOf(files).catch((error: unknown) => detailOf(error));
    if (seen !== stamp) {
      // Remembered before it is read: a file that cannot be used is said once, not every five seconds.
      stamp = seen;
      try {
        const fresh = await loadCertificate(files);
        server.setSecureContext({ ...TLS_SETTINGS, cert: fresh.cert, key: fresh.key });
        ({ stamp, validTo } = fresh);
        saidOn = undefined;
        log.info('certificate-taken', { count: Math.floor((validTo - world.now()) / DAY_MS) });
      } catch (error) {
        log.error('certificate-not-taken', { detail: detailOf(error) });
      }
    }
    sayExpiry();
  };
  sayExpiry();
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
