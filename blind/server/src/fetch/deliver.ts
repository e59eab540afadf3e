import type { Fields } from '@siegel/journal';
import type { ReadView, WriteTx } from '@siegel/store';
import { type ErrorCode, type Failure, type Result, WIRE_KINDS } from '@siegel/wire';
import type { DeviceCaller } from '../edge/caller.ts';

/** Content that is to reach a device, and the one entry that says so (A8). */
export interface DeliveryWish<T> {
  readonly purpose:
    | 'open'
    | 'preload'
    | 'export'
    | 'verify'
    | 'move'
    | 'index'
    | 'mirror'
    | 'blob'
    | 'keys'
    | 'support'
    | 'day'
    | 'desk'
    | 'elsewhere'
    | 'backup'
    | 'backup-key';
  /** What the entry names besides device, purpose and address; `size` is the journal's when it is written. */
  readonly names: (size: number) => Fields;
  readonly refusal: (size: number, reads: ReadView) => Promise<ErrorCode | undefined>;
  readonly read: (tx: WriteTx) => Promise<T>;
}

/** Writes the delivery entry and reads the content in one transaction. Resolves when it is durable: only then an answer may
 *  start. */
export function deliver<T>(
  { tenant, device }: DeviceCaller,
  address: string,
  { purpose, names, refusal, read }: DeliveryWish<T>,
): Promise<Result<T, Failure>> {
  return tenant.writer.writeServerEntry({
    kind: WIRE_KINDS.delivery,
    fields: (size) => ({ device, purpose, address, ...names(size) }),
    refusal,
    read,
  });
}
