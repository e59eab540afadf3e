import type { ServerView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { isUnreadable } from '../akte/eintrag-text.ts';
import { OpenMark, SealedSign } from '../parts/sealed-signs.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { formatCount, formatDay, formatTime, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import type { Comparison, SealedBlock } from './comparison.ts';
import { useFieldLabel } from '../text/use-field-label.ts';
import { useValueText } from './use-value-text.ts';

/** Field by field: what the reader sees, and what the server has of it. Open fields carry the reason why they are open. */
export function CompareTable({ view, comparison }: { view: ServerView; comparison: Comparison }) {
  const { t } = useTranslation();
  const toText = useValueText();
  const timeOf = useTimeText();
  const failureText = useFailureText();
  return (
    <table className="compare">
      <thead>
        <tr>
          <th scope="col">{t('serverView.field')}</th>
          <th scope="col">
            <b>{t('serverView.youSee')}</b> <span className="m">{t('serverView.withYourKey')}</span>
          </th>
          <th scope="col">
            <b>{t('serverView.serverSees')}</b>
          </th>
        </tr>
      </thead>
      {isUnreadable(view.opened) && (
        <tbody>
          <tr>
            <td colSpan={3} className="warn">
              {failureText({ code: view.opened.unreadable })}
            </td>
          </tr>
        </tbody>
      )}
      {comparison.blocks.map((block) => (
        <SealedRows key={block.compartment} block={block} />
      ))}
      <tbody>
        <tr className="grp">
          <th colSpan={3} scope="colgroup">
            {t('serverView.openTitle')}
          </th>
        </tr>
        {comparison.openFields.map(({ name, value, reason, opened }) => (
          <OpenRow key={name} name={name} value={value} left={`${toText(opened)} ${reason}`.trim()} />
        ))}
        {view.body.map(({ name, value, reason }) => (
          <OpenRow key={`body-${name}`} name={name} value={value} left={`${timeOf(name, value)} ${reason}`.trim()} />
        ))}
      </tbody>
    </table>
  );
}

function SealedRows({ block }: { block: SealedBlock }) {
  const { t } = useTranslation();
  const toText = useValueText();
  const label = useFieldLabel();
  const rows = block.fields.length === 0 ? [{ name: '', value: '' }] : block.fields;
  return (
    <tbody>
      <tr className="grp">
        <th colSpan={3} scope="colgroup">
          {t(`compartment.${block.compartment}` as 'compartment.clinical')}
        </th>
      </tr>
      {rows.map(({ name, value }, at) => (
        <tr key={name}>
          <th scope="row">{name === '' ? '' : label(name)}</th>
          <td>{toText(value)}</td>
          {at === 0 && (
            <td rowSpan={rows.length} className="server-cell hatched">
              <SealedSign text={t('sealing.sealed')} />
              <span className="m t12">{t('serverView.padded', { bytes: formatCount(block.sizeBytes) })}</span>
            </td>
          )}
        </tr>
      ))}
    </tbody>
  );
}

function OpenRow({ name, value, left }: { name: string; value: string; left: string }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  return (
    <tr>
      <th scope="row">{label(name)}</th>
      <td className="d t12">{left}</td>
      <td className="server-cell">
        {value === '' ? <span className="m">{t('serverView.nothing')}</span> : <span className="mono">{value}</span>}
        <OpenMark />
      </td>
    </tr>
  );
}

/** The server has times as a count of milliseconds; beside it stands what that means. */
function useTimeText(): (name: string, value: string) => string {
  const language = useLanguage();
  return (name, value) => {
    if (name !== 'authoredAt') return '';
    const atMs = Number(value);
    return `${formatDay(localDay(atMs), language)}, ${formatTime(atMs, language)}.`;
  };
}
