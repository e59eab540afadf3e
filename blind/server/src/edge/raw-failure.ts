import { ERRORS, type ErrorCode } from '@siegel/wire';
import { BASE_HEADERS } from './headers.ts';

/** The bytes of an answer to something that never became a request: broken HTTP, headers too large, too slow. */
export function rawFailure(code: ErrorCode): string {
  const { status, de, en } = ERRORS[code];
  const body = JSON.stringify({ code, de, en });
  const headers = {
    ...BASE_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${code}`, ...lines, '', body].join('\r\n');
}
