import type { Form } from './form.ts';
import { attestationForm, restoreEpochForm, runForm, runWithdrawnForm, tombstoneForm } from './journal-forms.ts';
import { deliveryForm, failedLoginForm, openingForm } from './log-forms.ts';
import {
  deviceForm,
  factorsRemovedForm,
  genesisForm,
  groupForm,
  groupKeyForm,
  policyForm,
  roleForm,
  siteForm,
  userForm,
} from './membership-forms.ts';
import {
  caseKeyForm,
  freigabeForm,
  freigabeVorgelegtForm,
  freigabeZurueckgegebenForm,
  patientenFreigabeForm,
} from './record-forms.ts';

/** All journal kinds of this version that carry open fields. */
export const FORMS = [
  genesisForm,
  userForm,
  roleForm,
  groupForm,
  groupKeyForm,
  caseKeyForm,
  deviceForm,
  factorsRemovedForm,
  policyForm,
  siteForm,
  tombstoneForm,
  runForm,
  runWithdrawnForm,
  attestationForm,
  restoreEpochForm,
  deliveryForm,
  openingForm,
  failedLoginForm,
  freigabeForm,
  freigabeVorgelegtForm,
  freigabeZurueckgegebenForm,
  patientenFreigabeForm,
] as const satisfies readonly Form[];
