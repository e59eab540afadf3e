/** Where Node keeps what it has compiled (set by tools/dev/bootstrap.mjs), for the empty environment of a program under test: without it
 *  every start compiles the same TypeScript again. Empty outside the gate. */
export function compiledCode(): Readonly<Record<string, string>> {
  const kept = process.env['NODE_COMPILE_CACHE'];
  return kept === undefined ? {} : { NODE_COMPILE_CACHE: kept };
}
