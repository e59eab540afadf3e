import { type BatchStatement, hexOf, type WrappedKey } from '@siegel/wire';
import type { Prepare } from './statements.ts';

/** Numbers for what many rows name again: wrapping keys (48 bytes each) and signers (32). */
export interface Numbering {
  wrapper(wrap: Pick<WrappedKey, 'wrapper' | 'wrapperId' | 'wrapperKeyId'>): number;
  signer(statement: Pick<BatchStatement, 'instance' | 'device'>): number;
  /** Empties the memory: after a rollback a remembered row may not be there. */
  forget(): void;
}

/** Makes the numbering over the tables `wrapper` and `signer`; a name met for the first time gets the next number. */
export function createNumbering(prepare: Prepare): Numbering {
  const known = new Map<string, number>();
  const numberOf = (name: string, find: () => unknown, table: 'wrapper' | 'signer', insert: (no: number) => void) => {
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    const kept = find() as [number] | undefined;
    const no = kept === undefined ? nextNo(prepare, table) : kept[0];
    if (kept === undefined) insert(no);
    known.set(name, no);
    return no;
  };
  return {
    wrapper: ({ wrapper, wrapperId, wrapperKeyId }) =>
      numberOf(
        `${wrapper}/${hexOf(wrapperId)}/${hexOf(wrapperKeyId)}`,
        () =>
          prepare('SELECT no FROM wrapper WHERE kind = ? AND id = ? AND key_id = ?').get(
            wrapper,
            wrapperId,
            wrapperKeyId,
          ),
        'wrapper',
        (no) =>
          prepare('INSERT INTO wrapper (no, kind, id, key_id) VALUES (?, ?, ?, ?)').run(
            no,
            wrapper,
            wrapperId,
            wrapperKeyId,
          ),
      ),
    signer: ({ instance, device }) =>
      numberOf(
        `${hexOf(instance)}/${hexOf(device)}`,
        () => prepare('SELECT no FROM signer WHERE instance = ? AND device = ?').get(instance, device),
        'signer',
        (no) => prepare('INSERT INTO signer (no, instance, device) VALUES (?, ?, ?)').run(no, instance, device),
      ),
    forget: () => known.clear(),
  };
}

function nextNo(prepare: Prepare, table: 'wrapper' | 'signer'): number {
  const [last] = prepare(`SELECT MAX(no) FROM ${table}`).get() as [number | null];
  return (last ?? 0) + 1;
}
