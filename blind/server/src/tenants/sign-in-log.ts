import { equalBytes, type Failure, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { TenantWriter } from '../append/tenant-writer.ts';
import type { Session } from './session-table.ts';

/** Why a session is over, as the journal says it. */
export type SessionEnd = 'sign-out' | 'ended' | 'expired' | 'password' | 'crowded';

/** Writes sign-ins and their ends into the journal (LG7). A session without a proven device gets no content, and no entry. */
export class SignInLog {
  readonly #writer: TenantWriter;

  constructor(writer: TenantWriter) {
    this.#writer = writer;
  }

  /** Notes that `device` has proven itself in `session`, once per session; durable on return, so that nobody is signed in without it. */
  signedIn(session: Session, device: Id, address: string): Promise<Result<unknown, Failure>> {
    if (session.device !== null && equalBytes(session.device, device)) return Promise.resolve(ok(true));
    return this.#write(WIRE_KINDS.signIn, { device, address });
  }

  /** Notes the end of a session. Nobody waits for it: what cannot be written does not keep a session alive. */
  ended({ device }: Session, reason: SessionEnd): void {
    if (device !== null) void this.#write(WIRE_KINDS.signOut, { device, reason });
  }

  #write(kind: number, fields: { readonly [name: string]: Uint8Array | string }): Promise<Result<unknown, Failure>> {
    return this.#writer.writeServerEntry({
      kind,
      fields: () => fields,
      refusal: () => Promise.resolve(undefined),
      read: () => Promise.resolve(),
    });
  }
}
