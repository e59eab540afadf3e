import type { ErrorCode } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { PersonRow } from './search-api.ts';
import type { SignedIn } from './sign-in-api.ts';

/** Who is at home in this browser and this tab, and the work that waits there. */
export interface PresenceApi {
  /** Opens again what this tab had open before a reload, without a password, while its session lives (DV12). To be called once,
   *  first. @param tab random name of the tab, 32 hex digits. */
  resume(tab: string): Promise<Resumed>;
  /** People who have opened their safe in this browser, by name. */
  knownUsers(): Promise<readonly KnownUser[]>;
  /** Keeps what is typed and not saved, sealed on this device; null forgets it (DV40). @param of person or record id. */
  keepDraft(of: string, draft: KeptDraft | null): Promise<void>;
  /** Keeps which Akten are open in this tab, sealed on this device. */
  keepDesk(desk: Desk): Promise<void>;
}

export const PRESENCE_CALLS = {
  resume: 'plain',
  knownUsers: 'plain',
  keepDraft: 'plain',
  keepDesk: 'plain',
} as const satisfies CallForms<PresenceApi>;

/** Somebody who works at this device; the name stands on the locked screen. */
export interface KnownUser {
  readonly account: string;
  readonly displayName: string;
  readonly tenantName: string;
}

/** What a tab finds when it starts. */
export type Resumed =
  | { readonly state: 'open'; readonly signedIn: SignedIn }
  | { readonly state: 'locked'; readonly user: KnownUser; readonly reason: ErrorCode | null }
  | { readonly state: 'none' };

/** Text that is not saved yet. */
export interface KeptDraft {
  readonly kuerzel: string | undefined;
  readonly text: string;
  readonly day: string;
  /** Of a change in place: the version it began from, its wording, and the version that was joined into it by hand. Without them
   *  a change that comes back after a reload would be saved over what others wrote meanwhile (AT50). */
  readonly base?: string;
  readonly baseText?: string;
  readonly settled?: string;
}

/** What lies open in a tab. */
export interface Desk {
  readonly open: readonly PersonRow[];
  readonly recent: readonly PersonRow[];
  /** Path of the place, with random ids only. */
  readonly path: string;
}

/** What waited for somebody who comes back. */
export interface Work {
  readonly drafts: readonly (readonly [of: string, draft: KeptDraft])[];
  readonly desk: Desk | null;
}
