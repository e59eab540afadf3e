import type { FoundingFacts, FoundingState, KitToKeep, SignedIn } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { EMPTY_FIELDS, type SetupFields, type Step, STEPS } from './setup-fields.ts';

/** A first run that is not finished: nothing begun, or begun in this browser before. */
export type OpenFounding = Extract<FoundingState, { readonly state: 'open' | 'begun' }>;

/** The wizard: where it stands, what was entered, and the ways on. */
export function useSetup(founding: OpenFounding, code: string | undefined, onSignedIn: (signedIn: SignedIn) => void) {
  const safe = useSafe();
  const begun = founding.state === 'begun' ? founding : undefined;
  const [fields, setFields] = useState<SetupFields>({ ...EMPTY_FIELDS, token: code ?? '', ...begun?.facts });
  useEffect(() => {
    // Another link, followed while the wizard is open: what was typed stays.
    if (code !== undefined) setFields((typed) => ({ ...typed, token: code }));
  }, [code]);
  const [step, setStep] = useState<Step>(firstStep(founding));
  const [kit, setKit] = useState<KitToKeep | undefined>(begun?.kit);
  const [isKept, setIsKept] = useState(begun?.isKept ?? false);
  const { ask, isBusy, failure, forget } = useAsk();
  const onBegun = (made: KitToKeep) => {
    setKit(made);
    setStep('kit');
  };
  const onKept = () => {
    setIsKept(true);
    setStep('found');
  };
  const onDropped = () => {
    setKit(undefined);
    setIsKept(false);
    setFields({ ...EMPTY_FIELDS, token: fields.token });
    setStep('house');
  };
  const back = () => {
    forget();
    setStep(STEPS[Math.max(0, STEPS.indexOf(step) - 1)] ?? 'house');
  };
  const token = fields.token.trim();
  return {
    ...{ step, fields, kit, isKept, isBusy, failure, setFields, back },
    leaveHouse: () =>
      ask(
        () => safe.checkFoundingToken(token),
        () => setStep('access'),
      ),
    leaveAccess: () => ask(() => safe.beginFounding({ ...factsOf(fields), token }), onBegun),
    leaveKit: () => ask(() => safe.noteKitKept(), onKept),
    found: () => ask(() => safe.finishFounding(fields.password), onSignedIn),
    restart: () => ask(() => safe.dropFounding(), onDropped),
  };
}

/** Runs one call of the safe at a time and keeps what went wrong. */
function useAsk() {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function ask<T>(call: () => Promise<Result<T>>, then: (value: T) => void): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    const answer = await call();
    setIsBusy(false);
    if (answer.ok) then(answer.value);
    else setFailure(answer.error);
  }
  return { ask, isBusy, failure, forget: () => setFailure(undefined) };
}

function factsOf({ profile, organisationName, siteName, founderName, account }: SetupFields): FoundingFacts {
  return {
    profile,
    organisationName: organisationName.trim(),
    siteName: siteName.trim(),
    founderName: founderName.trim(),
    account: account.trim(),
  };
}

/** What the steps of the wizard work on. */
export type Setup = ReturnType<typeof useSetup>;

function firstStep(founding: OpenFounding): Step {
  if (founding.state === 'open') return 'house';
  return founding.isKept ? 'found' : 'kit';
}
