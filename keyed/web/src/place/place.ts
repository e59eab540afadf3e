/** Where the user is. Addresses hold random ids only, never a name. */
export type Place =
  | { readonly page: 'sign-in' }
  | { readonly page: 'home' }
  | { readonly page: 'day-list'; readonly day?: string }
  | { readonly page: 'calendar'; readonly day?: string }
  | { readonly page: 'finding' }
  | { readonly page: 'waiting-list' }
  | { readonly page: 'access' }
  | { readonly page: 'new-person' }
  | { readonly page: 'care' }
  | { readonly page: 'recovery' }
  | { readonly page: 'sheet' }
  | { readonly page: 'transfer' }
  | { readonly page: 'backups' }
  /** The backups with the button for a new one in hand: an address alone begins nothing (BK40). */
  | { readonly page: 'new-backup' }
  | { readonly page: 'people' }
  | { readonly page: 'org' }
  | { readonly page: 'freigabe' }
  | { readonly page: 'roles' }
  | { readonly page: 'tasks' }
  | { readonly page: 'messages' }
  | { readonly page: 'log'; readonly personId?: string }
  | { readonly page: 'settings'; readonly section?: string }
  | { readonly page: 'joining' }
  | { readonly page: 'forgotten' }
  | { readonly page: 'support' }
  | { readonly page: 'akte'; readonly personId: string };

const FIXED = [
  ['sign-in', '/anmelden'],
  ['recovery', '/wiederherstellen'],
  ['new-person', '/person/neu'],
  ['care', '/personen'],
  ['access', '/zugaenge'],
  ['finding', '/freie-zeiten'],
  ['waiting-list', '/warteliste'],
  ['transfer', '/import'],
  ['backups', '/werkzeuge/backups'],
  ['new-backup', '/werkzeuge/backups/neu'],
  ['people', '/mitarbeitende'],
  ['org', '/organigramm'],
  ['freigabe', '/freigabe'],
  ['roles', '/rollen'],
  ['tasks', '/aufgaben'],
  ['messages', '/nachrichten'],
  ['joining', '/einladung'],
  ['forgotten', '/passwort-vergessen'],
  ['support', '/support'],
  ['sheet', '/wiederherstellungsblatt'],
] as const;

/** The place of a path; everything unknown is home. */
export function placeOfPath(path: string): Place {
  const fixed = FIXED.find(([, fixedPath]) => fixedPath === path);
  if (fixed !== undefined) return { page: fixed[0] };
  const [, days, day] = /^\/(tag|kalender)(?:\/(\d{4}-\d\d-\d\d))?$/.exec(path) ?? [];
  if (days !== undefined) return { page: days === 'tag' ? 'day-list' : 'calendar', ...(day !== undefined && { day }) };
  const settings = /^\/einstellungen(?:\/([a-z]{1,32}))?$/.exec(path);
  if (settings !== null) return { page: 'settings', ...(settings[1] !== undefined && { section: settings[1] }) };
  const [, page, personId] = /^\/(akte|protokoll)\/([0-9a-f]{32})$/.exec(path) ?? [];
  if (path === '/protokoll') return { page: 'log' };
  if (personId === undefined) return { page: 'home' };
  return page === 'protokoll' ? { page: 'log', personId } : { page: 'akte', personId };
}

/** The path of a place, the inverse of `placeOfPath`. */
export function pathOfPlace(place: Place): string {
  const fixed = FIXED.find(([page]) => page === place.page);
  if (fixed !== undefined) return fixed[1];
  if (place.page === 'settings')
    return place.section === undefined ? '/einstellungen' : `/einstellungen/${place.section}`;
  if (place.page === 'day-list') return place.day === undefined ? '/tag' : `/tag/${place.day}`;
  if (place.page === 'calendar') return place.day === undefined ? '/kalender' : `/kalender/${place.day}`;
  if (place.page === 'log') return place.personId === undefined ? '/protokoll' : `/protokoll/${place.personId}`;
  return place.page === 'akte' ? `/akte/${place.personId}` : '/';
}
