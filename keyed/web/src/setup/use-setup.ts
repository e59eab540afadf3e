import type { FoundingState, KitToKeep, SignedIn } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { EMPTY_FIELDS, type SetupFields, type Step, STEPS } from './setup-fields.ts';

/** A first run that is not finished: nothing begun, or begun in this browser before. */
export type OpenFounding = Extract<FoundingState, { readonly state: 'open' | 'begun' }>;

/** The wizard: where it stands, what was entered, and the ways on. */
export function useSetup(founding: OpenFounding, code: string | undefined, onSignedIn: (signedIn: SignedIn) => void) {
  const safe = useSafe();
  const begun = founding.state === 'begun' ? founding : undefined;
  const [fields, setFields] = useState<SetupFields>({ ...EMPTY_FIELDS, token: code ?? '', ...begun?.facts });
  const [step, setStep] = useState<Step>(firstStep(founding));
  const [kit, setKit] = useState<KitToKeep | undefined>(begun?.kit);
  const [isKept, setIsKept] = useState(begun?.isKept ?? false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  /** Runs one call at a time and keeps what went wrong. */
  async function ask<T>(
    call: () => Promise<{ ok: true; value: T } | { ok: false; error: Failure }>,
    then: (value: T) => void,
  ) {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    const answer = await call();
    setIsBusy(false);
    if (answer.ok) then(answer.value);
    else setFailure(answer.error);
  }

  const facts = () => {
    const { password: _password, repeat: _repeat, ...entered } = fields;
    const { token, organisationName, siteName, founderName, account, profile } = entered;
    const trimmed = [organisationName, siteName, founderName, account].map((text) => text.trim());
    const [organisation = '', site = '', founder = '', name = ''] = trimmed;
    return {
      token: token.trim(),
      profile,
      organisationName: organisation,
      siteName: site,
      founderName: founder,
      account: name,
    };
  };

  return {
    step,
    fields,
    kit,
    isKept,
    isBusy,
    failure,
    setFields,
    back() {
      setFailure(undefined);
      setStep(STEPS[Math.max(0, STEPS.indexOf(step) - 1)] ?? 'house');
    },
    leaveHouse: () =>
      ask(
        () => safe.checkFoundingToken(fields.token.trim()),
        () => setStep('access'),
      ),
    leaveAccess: () =>
      ask(
        () => safe.beginFounding(facts()),
        (made) => {
          setKit(made);
          setStep('kit');
        },
      ),
    leaveKit: () =>
      ask(
        () => safe.noteKitKept(),
        () => {
          setIsKept(true);
          setStep('found');
        },
      ),
    found: () => ask(() => safe.finishFounding(fields.password), onSignedIn),
    restart: () =>
      ask(
        () => safe.dropFounding(),
        () => {
          setKit(undefined);
          setIsKept(false);
          setFields({ ...EMPTY_FIELDS, token: fields.token });
          setStep('house');
        },
      ),
  };
}

/** What the steps of the wizard work on. */
export type Setup = ReturnType<typeof useSetup>;

function firstStep(founding: OpenFounding): Step {
  if (founding.state === 'open') return 'house';
  return founding.isKept ? 'found' : 'kit';
}
