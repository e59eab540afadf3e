import type { Result } from '@siegel/wire';
import type { WriteOutcome } from '../channel/akte-api.ts';
import type { SafeSession } from './safe-session.ts';

/** How often a change is joined with one that came in between before it is given back. */
const MOST_ATTEMPTS = 3;

/** Writes, and once more while the server knows a newer version than this device: that is followed first, so that the next attempt
 *  joins both where it may (AT51). `write` must name the version it began from. */
export async function writeBehindNews(
  session: SafeSession,
  write: () => Promise<Result<WriteOutcome>>,
): Promise<Result<WriteOutcome>> {
  const sizeNow = () => session.unlocked?.safe.follower.head.size;
  for (let attempt = 1; ; attempt++) {
    // Before the attempt: what came in while it was refused is news to it, whoever has followed the journal since.
    const before = sizeNow();
    const written = await write();
    if (attempt === MOST_ATTEMPTS || written.ok || written.error.code !== 'ENTRY_STALE') return written;
    await session.catchUp();
    // Nothing new came: the same fields were changed, and a human decides.
    if (sizeNow() === before) return written;
  }
}
