import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** Sends a text to a phone; false when the gateway did not take it. */
export interface SmsGateway {
  send(phone: string, text: string): Promise<boolean>;
}

const TIMEOUT_MS = 10_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const PLACES = /\{\{(phone|text)\}\}/g;

const settings = z.strictObject({
  url: z.string().max(2000),
  method: z.enum(['POST', 'PUT', 'GET']).default('POST'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().max(8000).default(''),
});

/** Reads how the operator's gateway wants to be called: `{url, method, headers, body}` with `{{phone}}` and `{{text}}` in url and
 *  body. The file holds the gateway's access and never leaves the server. Rejects with what is wrong with it. Rule ZF14. */
export async function loadSmsGateway(file: string): Promise<SmsGateway> {
  const read = settings.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!read.success) throw new Error('--sms-gateway: the file is not {url, method, headers, body}');
  const { url, method, headers, body } = read.data;
  const { protocol, hostname } = new URL(url.replaceAll(PLACES, '0'));
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.has(hostname)))
    throw new Error('--sms-gateway: only https, or http on this machine');
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return {
    async send(phone, text) {
      const given = { phone, text };
      const sent = method === 'GET' ? {} : { body: filled(body, given, escapeFor(type)) };
      try {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        const answer = await fetch(filled(url, given, encodeURIComponent), {
          method,
          headers,
          redirect: 'error',
          signal,
          ...sent,
        });
        await answer.body?.cancel();
        return answer.ok;
      } catch {
        return false;
      }
    },
  };
}

type Escape = (value: string) => string;

function filled(template: string, given: Readonly<Record<string, string>>, escape: Escape): string {
  return template.replaceAll(PLACES, (_, name: string) => escape(given[name] ?? ''));
}

/** What a body is made of decides how a value stands in it. */
function escapeFor(type: string): Escape {
  if (type.includes('json')) return (value) => JSON.stringify(value).slice(1, -1);
  if (type.includes('x-www-form-urlencoded')) return encodeURIComponent;
  if (type.includes('xml')) return (value) => value.replaceAll(/[<>&'"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return (value) => value;
}
