import type { ErrorCode } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { SignedIn } from './sign-in-api.ts';
import type { KeptDraft, Desk } from './kept-work.ts';

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
