/** Lets everybody append everything; nothing needs a user's signature beside the device's. */
export function mayAppend(): boolean {
  return true;
}

export const USER_CO_SIGNED: ReadonlySet<number> = new Set();
