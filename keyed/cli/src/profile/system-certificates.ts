import { getCACertificates, setDefaultCACertificates } from 'node:tls';

let isDone = false;

/** Lets this program trust what the machine trusts: the authority of a house is installed there once (CL63), and Node knows only
 *  the public ones. For addresses without https it does nothing; reading them takes some 50 ms. */
export function trustSystemCertificates(origin: string): void {
  if (isDone || !origin.startsWith('https:')) return;
  isDone = true;
  setDefaultCACertificates([...getCACertificates('default'), ...getCACertificates('system')]);
}
