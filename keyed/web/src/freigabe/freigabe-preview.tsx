import type { EintragView, FreigabeItem } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { isUnreadable } from '../akte/eintrag-text.ts';
import { useHouseTypes, withLooks } from '../akte/entry-types.ts';
import { ChangeLines } from '../history/change-lines.tsx';
import { useHistory } from '../history/use-history.ts';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { usePerson } from '../safe/use-person.ts';
import { useFailureText } from '../text/failure-text.ts';

/** What stands beside a text and is no part of it. */
const MARKS: ReadonlySet<string> = new Set([
  'target',
  'blobIds',
  'dateischluessel',
  'noncevorsatz',
  'sha256',
  'vorschau',
]);

/** What is to be released: what changed against the version before first, then the whole Eintrag. Opening it fetches the Akte, with
 *  one delivery entry. */
export function FreigabePreview({ item }: { item: FreigabeItem }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { person } = usePerson(item.personId);
  const { types } = useHouseTypes();
  if (person.state === 'loading') return <Skeleton label={t('freigabe.preview.loading')} lines={8} />;
  if (person.state === 'failed')
    return (
      <StateBlock icon="alert" tone="bad" title={t('freigabe.preview.failed')}>
        {failureText(person.failure)}
      </StateBlock>
    );
  const eintrag = withLooks(person.view, types).eintraege.find(({ recordId }) => recordId === item.recordId);
  if (eintrag === undefined || eintrag.head !== item.head)
    return <p className="m freigabe-part">{t('freigabe.preview.gone')}</p>;
  return <Shown item={item} eintrag={eintrag} />;
}

function Shown({ item, eintrag }: { item: FreigabeItem; eintrag: EintragView }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { value, versions } = eintrag;
  if (isUnreadable(value))
    return (
      <StateBlock icon="broken" tone="bad" title={t('eintrag.unreadable')}>
        {failureText({ code: value.unreadable })}
      </StateBlock>
    );
  const comment = item.freigabe.by?.comment;
  const whole = Object.entries(value)
    .filter(([field]) => !MARKS.has(field))
    .map(([field, after]) => ({ field, after }));
  return (
    <div className="freigabe-sheet">
      <header>
        <b className="kz" style={{ color: `var(--sg-${eintrag.hue})` }}>
          {eintrag.kuerzel}
        </b>
        <h2>{eintrag.summary.split('\n')[0]}</h2>
        <span className="chip">{t('freigabe.preview.version', { number: versions })}</span>
      </header>
      {comment !== undefined && (
        <Note icon="alert" tone="warn">
          <b className="n">{t('freigabe.preview.comment')}:</b> {comment}
        </Note>
      )}
      {versions > 1 && <LastChange recordId={eintrag.recordId} head={eintrag.head} />}
      <section className="freigabe-part" aria-label={t('freigabe.preview.whole')}>
        <h3>{t('freigabe.preview.whole')}</h3>
        <ChangeLines changes={whole} isFirst />
      </section>
    </div>
  );
}

function LastChange({ recordId, head }: { recordId: string; head: string }) {
  const { t } = useTranslation();
  const { answer } = useHistory(recordId, head);
  if (answer.state !== 'read') return null;
  const { versions } = answer.history;
  const last = versions.at(-1);
  if (last === undefined) return null;
  const title = t('freigabe.preview.changes', { number: versions.length - 1 });
  return (
    <section className="freigabe-part changed" aria-label={title}>
      <h3>{title}</h3>
      <ChangeLines changes={last.changes} isFirst={false} />
    </section>
  );
}
