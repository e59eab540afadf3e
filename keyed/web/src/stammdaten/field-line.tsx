import { PROSE } from '../text-blocks/prose.ts';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldLabel } from '../text/use-field-label.ts';
import { SEXES, type StammdatenField } from './stammdaten-form.ts';
import type { StammdatenWork } from './use-stammdaten.ts';

type Form = Pick<StammdatenWork, 'draft' | 'set' | 'faults' | 'savedNow'>;

/** One field of the form: label, field, and what is wrong with it or was saved meanwhile. */
export function FieldLine({ field, form }: { field: StammdatenField; form: Form }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const id = useId();
  const fault = form.faults.get(field);
  const saved = form.savedNow(field);
  return (
    <div className="field-line">
      <label htmlFor={id}>{label(field)}</label>
      <div>
        <FieldInput field={field} form={form} id={id} isWrong={fault !== undefined} />
        <span id={`${id}-hint`}>
          {fault !== undefined && <span className="bad t12">{t(`stammdaten.${fault}`)}</span>}
          {saved !== undefined && (
            <span className="warn t12">
              {t('stammdaten.now', { value: saved === '' ? t('history.empty') : saved })}
            </span>
          )}
        </span>
      </div>
    </div>
  );
}

interface FieldProps {
  readonly field: StammdatenField;
  readonly form: Form;
  readonly id: string;
  readonly isWrong: boolean;
}

function FieldInput({ field, form, id, isWrong }: FieldProps) {
  const { t } = useTranslation();
  const { draft, set } = form;
  const described = { id, 'aria-invalid': isWrong, 'aria-describedby': `${id}-hint` };
  const common = { ...described, autoComplete: 'off', value: draft[field] };
  if (field === 'geschlecht') {
    return (
      <select {...common} onChange={(event) => set(field, event.currentTarget.value)}>
        <option value="">{'\u2013'}</option>
        {SEXES.map((sex) => (
          <option key={sex} value={sex}>
            {t(`stammdaten.sexes.${sex}`)}
          </option>
        ))}
      </select>
    );
  }
  if (field === 'cave')
    return <textarea {...PROSE} {...common} rows={2} onChange={(event) => set(field, event.currentTarget.value)} />;
  return <input {...common} onChange={(event) => set(field, event.currentTarget.value)} />;
}
