import { portrait, PORTRAIT_MOST_BYTES } from '@siegel/akten';
import { bytesOfHex, type EntryPacket, fail, type Id, ok, type Result, ZERO_ID } from '@siegel/wire';
import { fileKindOf } from '../files/file-kind.ts';
import { stripMetadata } from '../files/strip-metadata.ts';
import { writingKey } from '../renewal/writing-key.ts';
import type { Safe } from '../safe/safe.ts';
import { sealEintrag, sealNextVersion } from '../safe/write-records.ts';

/** Seals the picture of a person into the Stammakte; undefined seals a version without one (PE20, PE22). Whatever it says beside itself
 *  is taken out once more. PORTRAIT_WRONG: no picture of a known form, one that cannot be cleaned, or a large one; AKTE_UNKNOWN;
 *  codes of `writingKey`. */
export async function sealPortrait(
  safe: Safe,
  personId: string,
  picture: Uint8Array | undefined,
): Promise<Result<{ readonly record: Id; readonly packet: EntryPacket }>> {
  const akte = bytesOfHex(personId) as Id | undefined;
  if (akte === undefined) return fail('AKTE_UNKNOWN');
  const cleaned = picture === undefined ? ok(undefined) : await cleanPortrait(picture);
  if (!cleaned.ok) return cleaned;
  const value = cleaned.value === undefined ? {} : { bild: cleaned.value };
  const known = safe.records.recordsOfAkte(akte).findLast(({ newest: { body } }) => body.kind === portrait.code);
  if (known !== undefined) {
    const { record } = known.newest.body;
    const packet = await sealNextVersion(safe, record, value);
    return packet.ok ? ok({ record, packet: packet.value }) : packet;
  }
  const key = await writingKey(safe, akte);
  if (!key.ok) return key;
  return ok(await sealEintrag(safe, { kind: portrait.name, value }, { akte, site: ZERO_ID, key: key.value }));
}

async function cleanPortrait(picture: Uint8Array): Promise<Result<Uint8Array>> {
  const isPicture = ['jpeg', 'webp', 'png'].includes(fileKindOf(picture));
  if (!isPicture || picture.length > PORTRAIT_MOST_BYTES) return fail('PORTRAIT_WRONG');
  const { file, cleaning } = await stripMetadata(new Blob([picture.slice()]));
  if (cleaning !== 'cleaned') return fail('PORTRAIT_WRONG');
  return ok(new Uint8Array(await file.arrayBuffer()));
}
