import { pathOfPlace } from '../place/place.ts';

const PREFIX = '#einladung=';
const FORM = /^([0-9a-f]{32})\.([0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/;

/** What a link of an invitation names (IV1). */
export interface InvitationLink {
  readonly tenantId: string;
  readonly userId: string;
  readonly token: string;
}

/** The link for somebody invited. Everything behind `#` stays in the browser. */
export function linkOfInvitation(origin: string, fragment: string): string {
  return `${origin}/${PREFIX}${fragment}`;
}

/** The invitation of a link, taken out of the address bar and the history at once. Undefined without one; `damaged` when it is
 *  not whole. */
export function takeInvitation(location: Location, history: History): InvitationLink | 'damaged' | undefined {
  if (!location.hash.startsWith(PREFIX)) return undefined;
  const found = FORM.exec(location.hash.slice(PREFIX.length).trim());
  history.replaceState(null, '', pathOfPlace({ page: 'joining' }));
  const [, tenantId, userId, token] = found ?? [];
  return tenantId === undefined || userId === undefined || token === undefined
    ? 'damaged'
    : { tenantId, userId, token };
}
