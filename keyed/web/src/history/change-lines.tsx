import type { FieldChange } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { hexOf, useHouseTypes } from '../akte/entry-types.ts';
import { useValueText } from '../server-view/use-value-text.ts';
import { useFieldLabel } from '../text/use-field-label.ts';
import { changedMiddle } from './changed-middle.ts';
import { Marked } from './marked.tsx';

/** What one version changed, field by field, old and new; the words that differ are marked. */
export function ChangeLines({ changes, isFirst }: { changes: readonly FieldChange[]; isFirst: boolean }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  if (changes.length === 0) return <p className="m">{t('history.nothing')}</p>;
  return (
    <dl className="changes">
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{label(change.field)}</dt>
          {isFirst ? <First change={change} /> : <BeforeAfter change={change} />}
        </div>
      ))}
    </dl>
  );
}

/** A value of a field in words; the type an Eintrag was written as by its name in the house (ET7). */
function useFieldText(): (field: string, value: FieldChange['after']) => string {
  const toText = useValueText();
  const { types } = useHouseTypes();
  return (field, value) => {
    const typeId = field === 'eintragstyp' && value instanceof Uint8Array ? hexOf(value) : undefined;
    const type = types.find((one) => typeId !== undefined && one.typeId === typeId);
    return type === undefined ? toText(value, field) : `${type.kuerzel} ${type.name}`;
  };
}

function First({ change }: { change: FieldChange }) {
  const toText = useFieldText();
  return <dd>{toText(change.field, change.after)}</dd>;
}

function BeforeAfter({ change }: { change: FieldChange }) {
  const { t } = useTranslation();
  const toText = useFieldText();
  const cut = changedMiddle(toText(change.field, change.before), toText(change.field, change.after));
  return (
    <>
      <dd>
        <del>
          <span className="visually-hidden">{t('history.before')}: </span>
          {change.before === undefined ? <span className="m">{t('history.empty')}</span> : <Marked cut={cut.before} />}
        </del>
      </dd>
      <dd>
        <ins>
          <span className="visually-hidden">{t('history.after')}: </span>
          {change.after === undefined ? <span className="m">{t('history.empty')}</span> : <Marked cut={cut.after} />}
        </ins>
      </dd>
    </>
  );
}
