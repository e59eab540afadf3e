import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldFaults, SetupFields } from './setup-fields.ts';
import type { Setup } from './use-setup.ts';

/** The fields of a step with what is wrong with them: said on leaving the step, gone with the next change. */
export function useCheckedFields({ fields, setFields }: Pick<Setup, 'fields' | 'setFields'>) {
  const { t } = useTranslation();
  const [faults, setFaults] = useState<FieldFaults>({});
  return {
    change: (changed: Partial<SetupFields>) => {
      setFields({ ...fields, ...changed });
      setFaults({});
    },
    /** True when nothing is wrong. */
    check: (found: FieldFaults): boolean => {
      setFaults(found);
      return Object.keys(found).length === 0;
    },
    errorOf: (name: keyof SetupFields): string | undefined => {
      const fault = faults[name];
      return fault === undefined ? undefined : t(`setup.missing.${fault}`);
    },
  };
}

/** What a step does with its fields. */
export type CheckedFields = ReturnType<typeof useCheckedFields>;
