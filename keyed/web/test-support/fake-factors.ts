import type { AccessRulesApi, FactorApi } from '@siegel/safe';
import { ok } from '@siegel/wire';

/** Second factors and rules of the invented practice: nobody is asked, every call ends well. */
export function fakeFactors(): FactorApi & AccessRulesApi {
  return {
    watchFactorAsked(listener) {
      listener(undefined);
      return () => undefined;
    },
    answerFactor: async () => undefined,
    watchEnrolment(listener) {
      listener(false);
      return () => undefined;
    },
    endEnrolment: async () => undefined,
    factorState: async () => ok({ factors: [], hasSms: true, address: '192.168.1.20', isInside: true }),
    startFactor: async () =>
      ok({
        setup: '0'.repeat(32),
        secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
        account: 'k.albers',
        challenge: '',
        credentials: [],
      }),
    finishFactor: async () => ok(true),
    removeFactor: async () => ok(true),
    takeFactorsOff: async () => ok(true),
    accessRules: async () =>
      ok({
        secondFactor: 'voluntary',
        secondFactorFromMs: 0,
        outsideAccess: 'free',
        outsideUntilMs: undefined,
        outsideNamed: [],
        insideRanges: ['192.168.0.0/16'],
        idleMinutes: 15,
        idleMostMinutes: 15,
        mayChange: true,
        address: '192.168.1.20',
        isInside: true,
        people: [],
        groups: [],
      }),
    changeAccessRules: async () => ok(true),
  };
}
