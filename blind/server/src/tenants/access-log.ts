import type { ReadView, WriteTx } from '@siegel/store';
import { type ErrorCode, type Failure, type Id, type Result, WIRE_KINDS } from '@siegel/wire';
import type { TenantWriter } from '../append/tenant-writer.ts';

/** A change of how somebody comes in, as the journal says it: never what was set up. */
export interface AccessChange {
  readonly user: Id;
  /** Null where none was at hand: a forgotten password. */
  readonly device: Id | null;
  readonly address: string;
  readonly change: 'factor-added' | 'factor-removed' | 'way-added' | 'way-removed' | 'password';
  readonly means?: 'totp' | 'passkey' | 'sms' | 'recovery' | 'userKeyFile';
}

/** Writes changes of factors, ways and passwords into the journal (LG22): the change and its entry are one transaction, so that none is
 *  silent and none is said that was not made. */
export class AccessLog {
  readonly #writer: TenantWriter;

  constructor(writer: TenantWriter) {
    this.#writer = writer;
  }

  /** Makes the change; durable on return.
   *  @param refusal why it is not to be made, asked right before; then nothing is written. */
  make<T>(
    { user, device, address, change, means }: AccessChange,
    work: {
      readonly refusal?: (reads: ReadView) => Promise<ErrorCode | undefined>;
      readonly run: (tx: WriteTx) => Promise<T>;
    },
  ): Promise<Result<T, Failure>> {
    const fields = { user, change, address, ...(device !== null && { device }), ...(means !== undefined && { means }) };
    return this.#writer.writeServerEntry({
      kind: WIRE_KINDS.accessChanged,
      fields: () => fields,
      refusal: (_, reads) => work.refusal?.(reads) ?? Promise.resolve(undefined),
      // What fails half way leaves nothing of itself behind; the entry stays: the log may say too much, never too little.
      read: (tx) => tx.savepoint(() => work.run(tx)),
    });
  }
}
