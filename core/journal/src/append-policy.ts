import type { ErrorCode } from '@siegel/wire';
import type { Fields } from './member-states.ts';

/** Where entries of a kind stand: in the house (no Akte, no site), in an Akte, or in either. */
export type Home = 'house' | 'akte' | 'either';

/** The domain's answers the journal asks for; supplied by core/akten (`APPEND_POLICY`), the same in server and clients. */
export interface AppendPolicy {
  /** True when a holder of `rights` may append an entry of `kind`; `ownAffair`: it is about the author itself. */
  mayAppend(kind: number, author: { readonly rights: ReadonlySet<string>; readonly ownAffair: boolean }): boolean;
  /** Kinds whose body must carry a co-signature of a user key (JN8). */
  readonly userCoSigned: ReadonlySet<number>;
  /** Undefined when the open fields are what the kind declares open (JN10), else the code. */
  openFieldsFault(kind: number, fields: Fields | null): ErrorCode | undefined;
  homeOf(kind: number): Home;
  /** True for the kinds somebody releases (FG3). */
  mayBeReleased(kind: number): boolean;
  /** The kind of a Nachtrag to a released record (FG8). */
  readonly nachtragKind: number;
}
