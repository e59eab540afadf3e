import { kindByName } from '@siegel/akten';
import type { FileLook, TableWish } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { Cases } from './cases.tsx';
import type { Decisions } from './decisions.ts';
import { Findings } from './findings.tsx';
import { formatBytes } from '../text/format-bytes.ts';
import { TableMapping } from './table-mapping.tsx';
import { Unassigned } from './unassigned.tsx';
import { undecidedCount } from './use-read-in.ts';

/** What one file would make, and what is to be decided about it. */
export interface FilePreviewProps {
  readonly file: FileLook;
  readonly decisions: Decisions;
  readonly onDecide: (decisions: Decisions) => void;
  readonly onTable: (table: TableWish) => void;
}

/** See `FilePreviewProps`. */
export function FilePreview({ file, decisions, onDecide, onTable }: FilePreviewProps) {
  return (
    <section className="panel file-look" aria-label={file.name}>
      <FileHead file={file} isOpen={undecidedCount([file], [decisions]) > 0} />
      {!file.refused && <Counts file={file} />}
      {file.table !== undefined && <TableMapping table={file.table} onTable={onTable} />}
      {file.cases.length > 0 && <Cases file={file} decisions={decisions} onDecide={onDecide} />}
      {file.unassigned > 0 && <Unassigned file={file} decisions={decisions} onDecide={onDecide} />}
      {file.unplacedFields.length > 0 && <Unplaced fields={file.unplacedFields} />}
      <Findings findings={file.findings} />
    </section>
  );
}

function FileHead({ file, isOpen }: { file: FileLook; isOpen: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const format = file.format === 'unknown' ? t('import.file.unknownFormat') : file.format.toUpperCase();
  const facts = [format, file.charset, formatBytes(file.sizeBytes, language)].filter((fact) => fact !== '');
  return (
    <header className="row">
      <h2 className="el">
        <bdi>{file.name}</bdi>
      </h2>
      <span className="m t12 nw">{facts.join(' · ')}</span>
      <span className="sp" />
      <span className={file.refused ? 'chip bad' : isOpen ? 'chip' : 'chip acc'}>
        {t(file.refused ? 'import.file.refused' : isOpen ? 'import.file.open' : 'import.file.ready')}
      </span>
    </header>
  );
}

function Counts({ file }: { file: FileLook }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const eintraege = file.eintraege.reduce((sum, { count }) => sum + count, 0);
  const counts = [
    ['new', file.persons.new],
    ['same', file.persons.same],
    ['possible', file.persons.possible],
    ['eintraege', eintraege],
    ['attachments', file.attachments],
    ['unplaced', file.unplaced],
    ['unassigned', file.unassigned],
  ] as const;
  const kinds = file.eintraege.map(
    ({ kind, count }) => `${kindByName(kind)?.label[language] ?? kind} ${formatCount(count)}`,
  );
  return (
    <>
      <dl className="transfer-counts">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{t(`import.count.${name}`)}</dt>
            <dd className={count === 0 ? 'm' : ''}>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {kinds.length > 0 && (
        <p className="d t12 inset">
          {t('import.kinds')}: {kinds.join(', ')}
        </p>
      )}
    </>
  );
}

/** More fields than these nobody reads; the count says how many there are. */
const SHOWN_FIELDS = 120;

function Unplaced({ fields }: { fields: FileLook['unplacedFields'] }) {
  const { t } = useTranslation();
  return (
    <details className="fold">
      <summary>
        {t('import.unplaced.title')} <span className="c">{formatCount(fields.length)}</span>
      </summary>
      <p className="d t12">{t('import.unplaced.hint')}</p>
      <ul className="fields">
        {fields.slice(0, SHOWN_FIELDS).map(({ field, count }) => (
          <li key={field}>
            <bdi className="mono">{field}</bdi> <span className="m">{formatCount(count)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
