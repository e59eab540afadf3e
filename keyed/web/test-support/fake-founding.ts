import type { FoundingApi, KitApi } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

/** The fake safe's server has its organisation; the first run is tried against the real one (tests/journey). */
export function fakeFounding(): FoundingApi & KitApi {
  const missing = () => Promise.resolve(fail('FOUNDING_MISSING'));
  return {
    foundingState: () => Promise.resolve(ok({ state: 'founded' as const })),
    checkFoundingToken: () => Promise.resolve(fail('FOUNDING_TOKEN_WRONG')),
    beginFounding: missing,
    noteKitKept: missing,
    finishFounding: missing,
    dropFounding: missing,
    openKit: () => Promise.resolve(fail('KIT_FOREIGN')),
    recoverAccess: () => Promise.resolve(fail('KIT_FOREIGN')),
    forgetKit: () => Promise.resolve(),
    sheetOfKit: () => Promise.resolve(fail('KIT_FOREIGN')),
  };
}
