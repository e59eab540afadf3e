import { backupKeyForm } from './backup-key-form.ts';
import { blockedTimeForm } from './blocked-time-form.ts';
import { appointmentTypeForm, resourceForm } from './calendar-forms.ts';
import { appointmentFavouriteForm } from './favourite-form.ts';
import { houseMessageForm, houseTaskForm } from './desk-forms.ts';
import { entryTypeForm } from './entry-type-form.ts';
import type { Form } from './form.ts';
import { attestationForm, restoreEpochForm, runForm, runWithdrawnForm, tombstoneForm } from './journal-forms.ts';
import {
  accessChangedForm,
  alarmSeenForm,
  backupMadeForm,
  deliveryForm,
  failedLoginForm,
  openingForm,
  reportForm,
  signInForm,
  signOutForm,
} from './log-forms.ts';
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
import { orgUnitForm, placementForm } from './org-forms.ts';
import {
  caseKeyForm,
  freigabeForm,
  freigabeVorgelegtForm,
  freigabeZurueckgegebenForm,
  patientenFreigabeForm,
} from './record-forms.ts';
import { textBlockForm } from './text-block-form.ts';

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
  orgUnitForm,
  placementForm,
  resourceForm,
  appointmentTypeForm,
  blockedTimeForm,
  textBlockForm,
  appointmentFavouriteForm,
  houseTaskForm,
  houseMessageForm,
  entryTypeForm,
  backupKeyForm,
  tombstoneForm,
  runForm,
  runWithdrawnForm,
  attestationForm,
  restoreEpochForm,
  deliveryForm,
  openingForm,
  failedLoginForm,
  signInForm,
  signOutForm,
  reportForm,
  alarmSeenForm,
  accessChangedForm,
  backupMadeForm,
  freigabeForm,
  freigabeVorgelegtForm,
  freigabeZurueckgegebenForm,
  patientenFreigabeForm,
] as const satisfies readonly Form[];
