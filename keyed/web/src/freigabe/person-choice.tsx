import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { PERSON_CHOICES, type PersonChoice as Choice } from './for-person.ts';

/** "Für die Person", in the same act as the Freigabe. */
export function PersonChoice({ chosen, onChoose }: { chosen: Choice; onChoose: (choice: Choice) => void }) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="person-choice">
      <legend>{t('freigabe.person.title')}</legend>
      {PERSON_CHOICES.map((choice) => (
        <label key={choice} className={choice === chosen ? 'on' : ''}>
          <input type="radio" name={name} checked={choice === chosen} onChange={() => onChoose(choice)} />
          {t(`freigabe.person.${choice}`)}
        </label>
      ))}
    </fieldset>
  );
}
