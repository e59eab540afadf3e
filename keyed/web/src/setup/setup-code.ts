const PREFIX = '#einrichten=';
const CODE = /^[A-Za-z0-9_-]{43}$/;

/** The set-up code of a link, taken out of the address bar and the history at once, whatever it is. Undefined without one. */
export function takeSetupCode(location: Location, history: History): string | undefined {
  if (!location.hash.startsWith(PREFIX)) return undefined;
  const code = location.hash.slice(PREFIX.length);
  history.replaceState(null, '', location.pathname);
  return CODE.test(code) ? code : undefined;
}
