import type { PeopleView, PersonOfHouse } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { RightsDialog } from './rights-dialog.tsx';

/** What is asked about somebody of the house. */
export type StaffAct = 'explain' | 'change' | 'hand-over' | 'restore' | 'remove' | 'take-factors-off';

/** The dialog of one act on one person. */
export function StaffDialog({
  view,
  act,
  person,
  onTakeFactorsOff,
  onChanged,
  onClose,
}: {
  view: PeopleView;
  act: StaffAct;
  person: PersonOfHouse;
  onTakeFactorsOff: (person: PersonOfHouse) => void;
  /** Closed after something may have changed. */
  onChanged: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  switch (act) {
    case 'explain':
      return <RightsDialog userId={person.userId} onClose={onClose} />;
    case 'change':
      return <ChangeDialog view={view} person={person} onDone={onChanged} onClose={onClose} />;
    case 'hand-over':
      return <HandOverDialog view={view} person={person} onClose={onClose} />;
    case 'restore':
      return <RestoreDialog person={person} onClose={onChanged} />;
    case 'remove':
      return <LeaveDialog view={view} person={person} onDone={onChanged} onClose={onChanged} />;
    case 'take-factors-off':
      return (
        <ConfirmDialog
          title={t('factors.takeOffTitle', { name: person.name })}
          text={t('factors.takeOffText', { name: person.name })}
          action={t('factors.takeOff')}
          onConfirm={() => onTakeFactorsOff(person)}
          onClose={onClose}
        />
      );
  }
}
