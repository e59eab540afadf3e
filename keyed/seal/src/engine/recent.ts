/** Makes a value once per byte string and keeps the `most` used last; a throw is kept by nobody. A journal names few keys and
 *  checks thousands of signatures under each, and reading a key costs half as much as a check. */
export function recent<T>(make: (bytes: Uint8Array) => T, most: number): (bytes: Uint8Array) => T {
  const valueByText = new Map<string, T>();
  return (bytes) => {
    const text = String.fromCharCode(...bytes);
    const value = valueByText.get(text) ?? make(bytes);
    // A Map lists in order of insertion: what was used last goes to the end.
    valueByText.delete(text);
    valueByText.set(text, value);
    const [oldest] = valueByText.size > most ? valueByText.keys() : [];
    if (oldest !== undefined) valueByText.delete(oldest);
    return value;
  };
}

/** Public keys kept read: devices and users of a large organisation. */
export const RECENT_PUBLIC_KEYS = 2_048;
