import { pathOfPlace } from '../place/place.ts';

const PREFIXES = { invitation: '#einladung=', restoration: '#wiederherstellung=' } as const;
/** What a link is for: somebody new (or of support), or a colleague who has lost everything. */
export type LinkKind = keyof typeof PREFIXES;
const FORM = /^([0-9a-f]{32})\.([0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/;

/** What a link of an invitation names (IV1). */
export interface InvitationLink {
  readonly tenantId: string;
  readonly userId: string;
  readonly token: string;
  readonly kind: LinkKind;
}

/** The link for somebody invited. Everything behind `#` stays in the browser. */
export function linkOfInvitation(origin: string, fragment: string, kind: LinkKind = 'invitation'): string {
  return `${origin}/${PREFIXES[kind]}${fragment}`;
}

/** The invitation of a link, taken out of the address bar and the history at once. Undefined without one; `damaged` when it is
 *  not whole. */
export function takeInvitation(location: Location, history: History): InvitationLink | 'damaged' | undefined {
  const kind = (['invitation', 'restoration'] as const).find((one) => location.hash.startsWith(PREFIXES[one]));
  if (kind === undefined) return undefined;
  const found = FORM.exec(location.hash.slice(PREFIXES[kind].length).trim());
  history.replaceState(null, '', pathOfPlace({ page: 'joining' }));
  const [, tenantId, userId, token] = found ?? [];
  return tenantId === undefined || userId === undefined || token === undefined
    ? 'damaged'
    : { tenantId, userId, token, kind };
}
