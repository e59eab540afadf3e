import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { HandedInvitation } from './people-api.ts';

/** Support (docs/spec/support.md): staff admit, watch and end it; somebody of support sees the layout without content. */
export interface SupportApi {
  /** Who of support is and was admitted, from the verified journal. */
  supportOverview(): Promise<Result<SupportOverview>>;
  /** Link and code for somebody of support; they are admitted like a colleague (`admitPerson`). RIGHT_MISSING, INVITATIONS_FULL. */
  inviteSupport(wish: SupportWish): Promise<Result<HandedInvitation>>;
  /** Calls `listener` with who of support is in: at once, and within 5 s of every change (SU8). */
  watchSupport(listener: (present: readonly SupportPresent[]) => void): () => void;
  /** For somebody of support: what they were admitted to see. SUPPORT_ENDED, SESSION_MISSING. */
  supportView(): Promise<Result<SupportView>>;
  /** For somebody of support: the rows of an Akte. AKTE_UNKNOWN, SUPPORT_ENDED. */
  supportAkte(akteId: string): Promise<Result<readonly SupportRow[]>>;
}

export const SUPPORT_CALLS = {
  supportOverview: 'result',
  inviteSupport: 'result',
  watchSupport: 'watch',
  supportView: 'result',
  supportAkte: 'result',
} as const satisfies CallForms<SupportApi>;

export interface SupportWish {
  readonly name: string;
  readonly organisation: string;
  readonly areas: readonly string[];
  readonly siteIds: readonly string[];
  readonly hours: number;
}

export interface SupportOverview {
  readonly mayAdminister: boolean;
  readonly sites: readonly { readonly siteId: string; readonly name: string }[];
  /** Newest first. */
  readonly admissions: readonly SupportAdmission[];
}

export interface SupportAdmission {
  readonly userId: string;
  readonly name: string;
  readonly organisation: string;
  readonly areas: readonly string[];
  readonly sites: readonly string[];
  readonly fromMs: number;
  readonly admittedBy: string;
  readonly untilMs: number;
  /** When it was ended before its time, and by whom. */
  readonly ended?: { readonly atMs: number; readonly by: string };
  /** True as long as it lasts. */
  readonly isLiving: boolean;
}

export interface SupportPresent {
  readonly userId: string;
  readonly name: string;
  readonly organisation: string;
  readonly untilMs: number;
  readonly mayEnd: boolean;
}

export interface SupportView {
  readonly untilMs: number;
  readonly areas: readonly string[];
  readonly akten: readonly SupportAkteLine[] | null;
  readonly house: {
    readonly persons: number;
    readonly services: number;
    readonly left: number;
    readonly devices: number;
    readonly sites: number;
    readonly groups: readonly { readonly groupKind: string; readonly version: number; readonly members: number }[];
  } | null;
  readonly technical: {
    readonly protocol: number;
    readonly journalSize: number;
    readonly countedFrom: number;
    readonly house: number;
    readonly records: number;
    readonly accessLog: number;
    readonly sessions: number;
    readonly failures: readonly { readonly code: string; readonly route: string; readonly atMs: number }[];
  } | null;
}

export interface SupportAkteLine {
  readonly akte: string;
  readonly site: string;
  readonly records: number;
  readonly writtenAtMs: number;
}

export interface SupportRow {
  readonly record: string;
  readonly kind: number;
  readonly receivedAtMs: number;
  readonly isReleased: boolean;
  readonly parts: readonly { readonly compartment: number; readonly sizeBytes: number }[];
  readonly open: readonly { readonly field: string; readonly value: string }[];
}
