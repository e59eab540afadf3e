/** Where the user is. Addresses hold random ids only, never a name. */
export type Place =
  | { readonly page: 'sign-in' }
  | { readonly page: 'home' }
  | { readonly page: 'access' }
  | { readonly page: 'new-person' }
  | { readonly page: 'transfer' }
  | { readonly page: 'akte'; readonly personId: string };

/** The place of a path; everything unknown is home. */
export function placeOfPath(path: string): Place {
  if (path === '/anmelden') return { page: 'sign-in' };
  if (path === '/zugaenge') return { page: 'access' };
  if (path === '/person/neu') return { page: 'new-person' };
  if (path === '/import') return { page: 'transfer' };
  const personId = /^\/akte\/([0-9a-f]{32})$/.exec(path)?.[1];
  return personId === undefined ? { page: 'home' } : { page: 'akte', personId };
}

/** The path of a place, the inverse of `placeOfPath`. */
export function pathOfPlace(place: Place): string {
  if (place.page === 'sign-in') return '/anmelden';
  if (place.page === 'access') return '/zugaenge';
  if (place.page === 'new-person') return '/person/neu';
  if (place.page === 'transfer') return '/import';
  return place.page === 'home' ? '/' : `/akte/${place.personId}`;
}
