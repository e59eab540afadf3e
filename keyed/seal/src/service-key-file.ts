import { bytesOfHex, encodeCbor, fail, hexOf, ok, type Result } from '@siegel/wire';
import { engine } from '#engine';
import { fieldsOfText } from './file-fields.ts';
import { MESSAGE_LABELS } from './labels.ts';
import { KEY_BYTES } from './secret.ts';

const FORMAT = 'siegel-service-key';
const VERSION = 1;
const CHECK_BYTES = 8;

/** The text of a service key file: JSON with 32 secret bytes and a check against slips (SL34). */
export function serviceKeyFileToText(secret: Uint8Array): string {
  const fields = { format: FORMAT, version: VERSION, secret: hexOf(secret), check: checkOf(secret) };
  return `${JSON.stringify(fields, null, 2)}\n`;
}

/** The secret of a service key file; KEY_FILE_WRONG when anything is missing or changed. */
export function serviceKeyFileOfText(text: string): Result<Uint8Array> {
  const { format, version, secret, check } = fieldsOfText(text);
  const bytes = typeof secret === 'string' ? bytesOfHex(secret) : undefined;
  if (format !== FORMAT || version !== VERSION || bytes?.length !== KEY_BYTES) return fail('KEY_FILE_WRONG');
  return check === checkOf(bytes) ? ok(bytes) : fail('KEY_FILE_WRONG');
}

function checkOf(secret: Uint8Array): string {
  return hexOf(engine.sha256(encodeCbor([MESSAGE_LABELS.serviceKeyFileCheck, secret])).subarray(0, CHECK_BYTES));
}
