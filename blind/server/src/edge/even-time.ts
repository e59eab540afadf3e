/** As long as an answer takes that must not tell by its time what was found: many times the work behind it. */
const EVEN_MS = 20;

/** Begins to wait when the request arrives; resolves a fixed time later, however long the work took in between (T25). For routes whose work
 *  grows with what somebody has, so that it cannot be made equal. */
export function evenTime(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, EVEN_MS));
}
