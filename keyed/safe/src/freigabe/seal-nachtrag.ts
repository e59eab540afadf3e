import { kindByCode, nachtrag, type PlainRecord, type ValueOf } from '@siegel/akten';
import { buildRecordEntry, platformRandom } from '@siegel/seal';
import { type EntryPacket, fail, type Id, ok, type Result } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';

/** What a Nachtrag says. */
export interface NachtragWish {
  readonly target: Id;
  /** JJJJ-MM-TT. */
  readonly day: string;
  readonly text: string;
  readonly vertraulicherText?: string;
}

/** Seals a Nachtrag under a released Eintrag, in its Akte (FG8). Nothing is sent. */
export async function sealNachtrag(
  safe: Safe,
  { target, day, text, vertraulicherText }: NachtragWish,
): Promise<Result<{ readonly record: Id; readonly packet: EntryPacket }>> {
  const body = safe.records.recordOf(target)?.newest.body;
  const key = body === undefined ? undefined : safe.keys.caseKey(body.akte);
  if (body === undefined) return fail('AKTE_UNKNOWN');
  if (key === undefined) return fail('KEY_UNKNOWN');
  const record = platformRandom(16) as Id;
  const value = { behandlungstag: day, text, target, ...(vertraulicherText !== undefined && { vertraulicherText }) };
  const wish = { kind: nachtrag, record, value: value as ValueOf<typeof nachtrag> };
  const packet = await buildRecordEntry(wish, { akte: body.akte, site: body.site, key }, safe.author);
  return ok({ record, packet });
}

/** The wording of a change that came too late for its Eintrag, as the text of a Nachtrag: all that was typed, in words (FG12).
 *  @param wordsOf what the Akte's table shows of a value. */
export function lateChange(
  kind: number,
  value: PlainRecord,
  wordsOf: (kind: number, value: PlainRecord) => string,
): Pick<NachtragWish, 'day' | 'text' | 'vertraulicherText'> {
  const { behandlungstag, vertraulicherText } = value;
  const day = typeof behandlungstag === 'string' ? behandlungstag : '';
  const label = kindByCode(kind)?.label.de ?? '';
  const words = wordsOf(kind, value);
  return {
    day,
    text: words === '' ? label : words,
    ...(typeof vertraulicherText === 'string' && { vertraulicherText }),
  };
}
