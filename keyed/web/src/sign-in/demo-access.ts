/** What a link of the demo page carries behind `#demo=`. It opens an invented practice only. */
export interface DemoAccess {
  readonly account: string;
  readonly password: string;
  readonly recoveryCode: string;
}

const PREFIX = '#demo=';

/** Reads the fragment of a demo link: `#demo=` and base64url of UTF-8 JSON. Undefined for anything else. */
export function readDemoAccess(fragment: string): DemoAccess | undefined {
  if (!fragment.startsWith(PREFIX)) return undefined;
  try {
    const base64 = fragment.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const found: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isDemoAccess(found) ? found : undefined;
  } catch {
    // atob, TextDecoder and JSON.parse throw for what is none of theirs; then it is no demo link.
    return undefined;
  }
}

/** Reads the fragment and takes it out of the address bar and the history at once, whatever it holds. */
export function takeDemoAccess(location: Location, history: History): DemoAccess | undefined {
  if (!location.hash.startsWith(PREFIX)) return undefined;
  const access = readDemoAccess(location.hash);
  history.replaceState(null, '', location.pathname);
  return access;
}

function isDemoAccess(value: unknown): value is DemoAccess {
  if (typeof value !== 'object' || value === null) return false;
  return ['account', 'password', 'recoveryCode'].every(
    (name) => typeof (value as Record<string, unknown>)[name] === 'string',
  );
}
