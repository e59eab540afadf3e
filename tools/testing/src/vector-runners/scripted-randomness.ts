/** Runs `call` while crypto.getRandomValues hands out `draws`, in order, and puts the real one back.
 *  Only for libraries that take no randomness as an argument. Throws when `call` draws another number of bytes or more
 *  or fewer times: then the vector no longer fits the library. `call` must be synchronous. */
export function withRandomness<T>(draws: readonly Uint8Array[], call: () => T): T {
  const crypto = globalThis.crypto;
  const real = Object.getOwnPropertyDescriptor(crypto, 'getRandomValues');
  const left = [...draws];
  const scripted = (into: Uint8Array): Uint8Array => {
    const draw = left.shift();
    if (draw === undefined || draw.length !== into.length) {
      throw new RangeError(`the library drew ${into.length} bytes, the script has ${draw?.length ?? 'none'}`);
    }
    into.set(draw);
    return into;
  };
  Object.defineProperty(crypto, 'getRandomValues', { value: scripted, configurable: true, writable: true });
  try {
    const result = call();
    if (left.length > 0) throw new RangeError(`the library left ${left.length} draws`);
    return result;
  } finally {
    if (real === undefined) Reflect.deleteProperty(crypto, 'getRandomValues');
    else Object.defineProperty(crypto, 'getRandomValues', real);
  }
}
