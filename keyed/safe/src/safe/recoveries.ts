import { decodeBody, type Id, SIGNER, WIRE_KINDS } from '@siegel/wire';
import type { Safe } from './safe.ts';

/** That somebody's access was restored with the organisation's kit. */
export interface Recovery {
  readonly user: Id;
  readonly receivedAtMs: number;
}

/** Every recovery by the kit, oldest first: entries of the house that everybody gets and nobody can leave out (FR23). */
export function recoveriesOf({ follower, attributions }: Pick<Safe, 'follower' | 'attributions'>): readonly Recovery[] {
  const { columns } = follower;
  const found: Recovery[] = [];
  for (let seq = 1; seq < columns.size; seq++) {
    const entry = columns.kindAt(seq) === WIRE_KINDS.user ? columns.entryAt(seq) : undefined;
    if (entry === undefined || attributions.isHeldBack(seq)) continue;
    const { record, coSignatures } = decodeBody(entry.body);
    if (coSignatures.some(({ signer }) => signer === SIGNER.kit))
      found.push({ user: record, receivedAtMs: columns.receivedAt(seq) });
  }
  return found;
}
