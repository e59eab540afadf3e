import { controlMessages, PROTOCOL_VERSION } from '@siegel/wire';
import type { DoctorCheck } from './doctor-check.ts';

const SKEW_MS = 5 * 60_000;

/** Whether the server answers, speaks this protocol, and has the same time. */
export async function checkServer(origin: string, now: () => number): Promise<readonly DoctorCheck[]> {
  let answer: Response;
  try {
    answer = await fetch(`${origin}/health`, { redirect: 'error' });
  } catch {
    const text = { de: 'Der Server {origin} ist nicht erreichbar.', en: 'The server {origin} cannot be reached.' };
    return [{ id: 'server', state: 'failed', text, facts: { origin } }];
  }
  const health = controlMessages.health.safeParse(await answer.json().catch(() => undefined));
  if (!health.success) {
    const text = { de: 'Unter {origin} antwortet kein Siegel-Server.', en: 'At {origin} no server of Siegel answers.' };
    return [{ id: 'server', state: 'failed', text, facts: { origin } }];
  }
  const { status, protocol } = health.data;
  const server: DoctorCheck = {
    id: 'server',
    state: status === 'ok' ? 'ok' : 'warning',
    text: { de: 'Server {origin}: {status}', en: 'Server {origin}: {status}' },
    facts: { origin, status },
  };
  const date = Date.parse(answer.headers.get('date') ?? '');
  return [server, protocolCheck(protocol), clockCheck(Number.isNaN(date) ? 0 : now() - date)];
}

/** The verdict about the protocol version of the server. */
export function protocolCheck(protocol: number): DoctorCheck {
  const facts = { protocol, own: PROTOCOL_VERSION };
  if (protocol === PROTOCOL_VERSION)
    return { id: 'protocol', state: 'ok', text: { de: 'Protokoll {own}', en: 'Protocol {own}' }, facts };
  const text = {
    de: 'Der Server spricht Protokoll {protocol}, dieses Programm {own}. Bitte das ältere erneuern.',
    en: 'The server speaks protocol {protocol}, this program {own}. Please renew the older one.',
  };
  return { id: 'protocol', state: 'failed', text, facts };
}

/** The verdict about the difference of the clocks; the date of an HTTP answer is exact to a second. */
export function clockCheck(skewMs: number): DoctorCheck {
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) <= SKEW_MS)
    return {
      id: 'clock',
      state: 'ok',
      text: { de: 'Uhren weichen {seconds} s voneinander ab', en: 'Clocks differ by {seconds} s' },
      facts: { seconds },
    };
  const text = {
    de: 'Die Uhr dieses Rechners und die des Servers weichen {seconds} s voneinander ab. Bitte stellen.',
    en: 'The clocks of this machine and of the server differ by {seconds} s. Please set them.',
  };
  return { id: 'clock', state: 'warning', text, facts: { seconds } };
}
