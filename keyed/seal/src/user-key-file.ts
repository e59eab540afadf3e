import { bytesOfHex, encodeCbor, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { engine } from '#engine';
import { fieldsOfText } from './file-fields.ts';
import { MESSAGE_LABELS } from './labels.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES } from './secret.ts';

/** The file on a stick that opens one user key slot (SL32). */
export interface UserKeyFile {
  readonly tenant: Id;
  readonly user: Id;
  readonly slotId: Id;
  /** 32 bytes for `sealSlot` and `openSlot`. */
  readonly secret: Uint8Array;
}

const FORMAT = 'siegel-user-key';
const VERSION = 1;
const ID_BYTES = 16;
const CHECK_BYTES = 8;

/** A fresh file for a user's slot. */
export function makeUserKeyFile(place: Omit<UserKeyFile, 'secret'>, random: Random = platformRandom): UserKeyFile {
  return { ...place, secret: random(KEY_BYTES) };
}

/** The text of the file, JSON. */
export function userKeyFileToText(file: UserKeyFile): string {
  const { tenant, user, slotId, secret } = file;
  const fields = { tenant: hexOf(tenant), user: hexOf(user), slotId: hexOf(slotId), secret: hexOf(secret) };
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...fields, check: checkOf(file) }, null, 2)}\n`;
}

/** Reads the file; KEY_FILE_WRONG when anything is missing or changed. */
export function userKeyFileOfText(text: string): Result<UserKeyFile> {
  const read = fieldsOfText(text);
  const bytes = (name: string, length: number) => {
    const text = read[name];
    const value = typeof text === 'string' ? bytesOfHex(text) : undefined;
    return value?.length === length ? value : undefined;
  };
  const tenant = bytes('tenant', ID_BYTES);
  const user = bytes('user', ID_BYTES);
  const slotId = bytes('slotId', ID_BYTES);
  const secret = bytes('secret', KEY_BYTES);
  if (read['format'] !== FORMAT || read['version'] !== VERSION) return fail('KEY_FILE_WRONG');
  if (tenant === undefined || user === undefined || slotId === undefined || secret === undefined)
    return fail('KEY_FILE_WRONG');
  const file = { tenant, user, slotId, secret };
  return read['check'] === checkOf(file) ? ok(file) : fail('KEY_FILE_WRONG');
}

function checkOf({ tenant, user, slotId, secret }: UserKeyFile): string {
  const message = encodeCbor([MESSAGE_LABELS.userKeyFileCheck, tenant, user, slotId, secret]);
  return hexOf(engine.sha256(message).subarray(0, CHECK_BYTES));
}
