import { fail, type Result } from '@siegel/wire';
import type { FactorApi } from '../channel/factor-api.ts';
import { factorState, finishFactor, removeFactor, startFactor, takeFactorsOff } from '../safe/own-factors.ts';
import { Safe } from '../safe/safe.ts';
import type { ServerAddress } from '../server/server-request.ts';
import type { SafeSession } from './safe-session.ts';

interface Owner {
  readonly account: string;
  readonly address: ServerAddress;
}

/** Second factors: asked for on the way in, set up and removed. */
export function factorCalls(session: SafeSession): FactorApi {
  function withOwner<T>(use: (owner: Owner) => Promise<Result<T>>): Promise<Result<T>> {
    const owner = ownerOf(session);
    return owner === undefined ? Promise.resolve(fail('SESSION_MISSING')) : use(owner);
  }
  return {
    watchFactorAsked: (listener) => session.factors.watch(listener),
    answerFactor: async (answer) => session.factors.answer(answer),
    watchEnrolment: (listener) => session.enrolments.watch(listener),
    endEnrolment: async (isSetUp) => session.enrolments.end(isSetUp),
    factorState: () => withOwner(factorState),
    startFactor: (wish) => withOwner((owner) => startFactor(owner, wish)),
    finishFactor: (setup, proof) => withOwner((owner) => finishFactor(owner, setup, proof)),
    removeFactor: (factor, password) => withOwner((owner) => removeFactor(owner, factor, password)),
    async takeFactorsOff(userId) {
      const safe = session.unlocked?.safe;
      if (safe === undefined) return fail('SESSION_MISSING');
      const taken = await takeFactorsOff(safe, Safe.idOf(userId));
      await session.catchUp();
      return taken;
    },
  };
}

/** Who is in, or whom the server lets in no further before there is a factor (ZF2). */
function ownerOf({ unlocked, halfIn }: SafeSession): Owner | undefined {
  return unlocked === undefined ? halfIn : { account: unlocked.account, address: unlocked.safe.given.address };
}
