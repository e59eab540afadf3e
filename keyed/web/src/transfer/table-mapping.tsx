import {
  TABLE_CHARSETS,
  TABLE_SEPARATORS,
  TABLE_TARGETS,
  type TableSeparator,
  type TableTarget,
} from '@siegel/interchange';
import type { TableLook, TableWish } from '@siegel/safe';
import { useTranslation } from 'react-i18next';

const SEPARATOR_NAMES = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'pipe' } as const satisfies Record<
  TableSeparator,
  string
>;

interface MappingProps {
  readonly table: TableLook;
  readonly onTable: (table: TableWish) => void;
}

/** How a table is read: character set, separator, titles, and what each column becomes. Every change looks at the file again. */
export function TableMapping({ table, onTable }: MappingProps) {
  const { t } = useTranslation();
  const wish = wishOf(table);
  const targets = table.columns.map(({ target }) => target);
  const change = (at: number, target: TableTarget) => onTable({ ...wish, targets: targets.with(at, target) });
  return (
    <section className="part">
      <div className="row wrap">
        <h3>{t('import.table.title')}</h3>
        <span className="m t12">{t(table.fromTemplate ? 'import.table.template' : 'import.table.guessed')}</span>
      </div>
      <ReadingFields table={table} onTable={onTable} />
      {table.letterLines.length > 0 && <Letters table={table} />}
      <table className="list mapping">
        <thead>
          <tr>
            <th scope="col">{t('import.table.column')}</th>
            <th scope="col">{t('import.table.sample')}</th>
            <th scope="col">{t('import.table.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map(({ title, target, samples }, at) => {
            const name = title === '' ? t('import.table.column_n', { number: at + 1 }) : title;
            return (
              <tr key={`${at}-${title}`}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td className="d">
                  <bdi>{samples.join(' · ')}</bdi>
                </td>
                <td>
                  <TargetSelect
                    label={t('import.table.targetOf', { column: name })}
                    value={target}
                    onChange={(next) => change(at, next)}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** What was read, as a wish: a change of one thing leaves the others as they are. */
function wishOf({ charset, separator, hasHeader, sheet, columns }: TableLook): TableWish {
  return {
    ...(charset !== '' && { charset }),
    ...(separator !== '' && { separator }),
    ...{ hasHeader, sheet },
    targets: columns.map(({ target }) => target),
  };
}

function ReadingFields({ table, onTable }: MappingProps) {
  const { t } = useTranslation();
  // Cut otherwise, the columns are others: they are guessed anew.
  const { targets: _, ...wish } = wishOf(table);
  return (
    <div className="row wrap reading">
      {table.charset !== '' && (
        <label className="row">
          <span className="d t12">{t('import.table.charset')}</span>
          <select
            className="select"
            value={table.charset}
            onChange={(event) => {
              const charset = TABLE_CHARSETS.find((known) => known === event.currentTarget.value);
              if (charset !== undefined) onTable({ ...wish, charset });
            }}
          >
            {TABLE_CHARSETS.map((charset) => (
              <option key={charset}>{charset}</option>
            ))}
          </select>
        </label>
      )}
      {table.separator !== '' && (
        <label className="row">
          <span className="d t12">{t('import.table.separator')}</span>
          <select
            className="select"
            value={table.separator}
            onChange={(event) => {
              const separator = TABLE_SEPARATORS.find((known) => known === event.currentTarget.value);
              if (separator !== undefined) onTable({ ...wish, separator });
            }}
          >
            {TABLE_SEPARATORS.map((separator) => (
              <option key={separator} value={separator}>
                {t(`import.table.separatorName.${SEPARATOR_NAMES[separator]}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {table.sheets.length > 1 && <SheetChoice table={table} onSheet={(sheet) => onTable({ ...wish, sheet })} />}
      <label className="row">
        <input
          type="checkbox"
          checked={table.hasHeader}
          onChange={(event) => onTable({ ...wish, hasHeader: event.currentTarget.checked })}
        />
        <span className="d t12">{t('import.table.header')}</span>
      </label>
    </div>
  );
}

/** Lines with umlauts: by them a human sees whether the character set is the right one. */
function Letters({ table }: { table: TableLook }) {
  const { t } = useTranslation();
  return (
    <div className="letters" role="group" aria-label={t('import.table.letters', { charset: table.charset })}>
      <p className="d t12">{t('import.table.letters', { charset: table.charset })}</p>
      <ol>
        {table.letterLines.map(({ line, text }) => (
          <li key={line} value={line}>
            <bdi className="mono">{text}</bdi>
          </li>
        ))}
      </ol>
    </div>
  );
}

function SheetChoice({ table, onSheet }: { table: TableLook; onSheet: (sheet: number) => void }) {
  const { t } = useTranslation();
  return (
    <label className="row">
      <span className="d t12">{t('import.table.sheet')}</span>
      <select className="select" value={table.sheet} onChange={(event) => onSheet(Number(event.currentTarget.value))}>
        {table.sheets.map((sheet, at) => (
          <option key={`${at}-${sheet}`} value={at}>
            {sheet}
          </option>
        ))}
      </select>
    </label>
  );
}

function TargetSelect({
  label,
  value,
  onChange,
}: {
  label: string;
  value: TableTarget;
  onChange: (target: TableTarget) => void;
}) {
  const nameOf = useTargetName();
  return (
    <select
      className={value === 'keep' || value === 'drop' ? 'select d' : 'select'}
      aria-label={label}
      value={value}
      onChange={(event) => {
        const target = TABLE_TARGETS.find((known) => known === event.currentTarget.value);
        if (target !== undefined) onChange(target);
      }}
    >
      {TABLE_TARGETS.map((target) => (
        <option key={target} value={target}>
          {nameOf(target)}
        </option>
      ))}
    </select>
  );
}

/** Targets have names of their own or that of the field they fill. */
function useTargetName(): (target: TableTarget) => string {
  const { t, i18n } = useTranslation();
  return (target) =>
    i18n.exists(`import.table.target.${target}`)
      ? t(`import.table.target.${target}` as 'import.table.target.keep')
      : t(`field.${target}` as 'field.vorname');
}
