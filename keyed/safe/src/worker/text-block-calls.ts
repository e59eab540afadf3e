import { fail, ok, type Result } from '@siegel/wire';
import type { TextBlockApi } from '../channel/text-block-api.ts';
import { Safe } from '../safe/safe.ts';
import { saveBlocks, setBlockUse } from '../text-blocks/change-blocks.ts';
import { readBlocks } from '../text-blocks/read-blocks.ts';
import type { SafeSession } from './safe-session.ts';

/** Text blocks: shown, entered, taken away and brought back. */
export function textBlockCalls(session: SafeSession): TextBlockApi {
  async function inHouse<T>(use: (safe: Safe) => Promise<Result<T>>): Promise<Result<T>> {
    const safe = session.unlocked?.safe;
    return safe === undefined ? fail('SESSION_MISSING') : use(safe);
  }
  async function change<T>(by: (safe: Safe) => Promise<Result<T>>): Promise<Result<T>> {
    const changed = await inHouse(by);
    await session.catchUp();
    return changed;
  }
  return {
    textBlocks: () => inHouse(async (safe) => ok(await readBlocks(safe))),
    saveTextBlocks: (drafts) => change((safe) => saveBlocks(safe, drafts)),
    setTextBlockUse: (blockId, isUsed) => change((safe) => setBlockUse(safe, Safe.idOf(blockId), isUsed)),
  };
}
