import type { CaseKey } from '@siegel/seal';
import { WIRE_KINDS } from '@siegel/wire';
import { readOpen } from '../journal/read-open.ts';
import type { Safe } from '../safe/safe.ts';
import type { NamedCaseKey } from './named-case-key.ts';

/** All versions of the key of an Akte up to the newest, oldest first: what has to be wrapped anew where the groups are others, because the
 *  server removes the wraps of before (BS23). Undefined when one is not here. */
export async function olderKeys(
  { follower: { columns }, attributions, keys }: Safe,
  { akte, seq: newest, version }: NamedCaseKey,
): Promise<readonly CaseKey[] | undefined> {
  const found: CaseKey[] = [];
  for (const seq of columns.seqsOfAkte(akte)) {
    if (seq > newest || columns.kindAt(seq) !== WIRE_KINDS.caseKey) continue;
    if ((await attributions.faultOf(seq)) !== undefined) continue;
    const keyId = readOpen(columns.openAt(seq))?.['keyId'];
    const key = keyId instanceof Uint8Array ? keys.caseKeyOfId(akte, keyId) : undefined;
    if (key === undefined) return undefined;
    found.push(key);
  }
  return found.length === version ? found : undefined;
}
