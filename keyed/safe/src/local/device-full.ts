/** Names of the one error: browsers call it by name, Node by the code of the system. */
const FULL: ReadonlySet<unknown> = new Set(['QuotaExceededError', 'ENOSPC', 'EDQUOT']);

/** True when a page could not be written because the device has no room left. */
export function isDeviceFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
  return FULL.has(name) || FULL.has(code);
}
