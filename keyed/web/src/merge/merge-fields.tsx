import type { MergeField, MergeWish } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { useValueText } from '../server-view/use-value-text.ts';
import { useFieldLabel } from '../text/use-field-label.ts';

type Side = MergeField['side'];

/** The Stammdaten of both, field by field; where they differ one side is chosen, or both. Arrows choose within a field. */
export function MergeFields({
  fields,
  choice,
  onChoose,
}: {
  fields: readonly MergeField[];
  choice: MergeWish['choice'];
  onChoose: (name: string, side: Side) => void;
}) {
  const { t } = useTranslation();
  const differing = fields.filter(({ isSame }) => !isSame);
  const same = fields.length - differing.length;
  return (
    <table className="merge-fields">
      <caption className="visually-hidden">{t('merge.fields')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('merge.field')}</th>
          <th scope="col">{t('merge.stays')}</th>
          <th scope="col">{t('merge.goes')}</th>
          <th scope="col">{t('merge.both')}</th>
        </tr>
      </thead>
      <tbody>
        {differing.map((field) => (
          <FieldRow key={field.name} field={field} side={choice[field.name] ?? field.side} onChoose={onChoose} />
        ))}
        <tr>
          <td colSpan={4} className="m">
            {t('merge.same', { count: same })}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function FieldRow({
  field,
  side,
  onChoose,
}: {
  field: MergeField;
  side: Side;
  onChoose: (name: string, side: Side) => void;
}) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const toText = useValueText();
  const { name, stays, goes, mayBeBoth } = field;
  const textOf = (value: unknown) => (value === undefined ? t('merge.empty') : toText(value, name));
  const choices: readonly (readonly [Side, string])[] = [
    ['stays', textOf(stays)],
    ['goes', textOf(goes)],
    ...(mayBeBoth ? ([['both', t('merge.keepBoth')]] as const) : []),
  ];
  return (
    <tr>
      <th scope="row">{label(name)}</th>
      {choices.map(([one, text]) => (
        <td key={one} className={side === one ? 'on' : ''}>
          <label>
            <input
              type="radio"
              name={`merge-${name}`}
              checked={side === one}
              aria-label={`${label(name)}: ${text}`}
              onChange={() => onChoose(name, one)}
            />
            <span>{text}</span>
          </label>
        </td>
      ))}
      {!mayBeBoth && <td />}
    </tr>
  );
}
