import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changedMiddle } from '../history/changed-middle.ts';
import { Marked } from '../history/marked.tsx';
import { Icon } from '../parts/icon.tsx';

/** Two wordings of one Eintrag, and the one both began from if it is known. */
export interface Conflict {
  readonly base: string | undefined;
  readonly mine: string;
  readonly theirs: string;
  /** Who saved the other one; empty when that is not proven. */
  readonly author: string;
}

/** Side by side: what stood there, the own wording, the saved one (AT52). One is chosen, or both are put into the field to be
 *  joined by hand; nothing is joined by itself. */
export function ConflictView({
  conflict,
  onMine,
  onTheirs,
  onBoth,
}: {
  conflict: Conflict;
  onMine: () => void;
  onTheirs: () => void;
  onBoth: () => void;
}) {
  const { t } = useTranslation();
  const { base, mine, theirs, author } = conflict;
  const cut = changedMiddle(mine, theirs);
  return (
    <section className="conflict" aria-label={t('conflict.title')} role="alert">
      <p>
        <Icon name="alert" small /> <b className="n">{t('conflict.title')}.</b>{' '}
        {author === '' ? t('conflict.hintUnknown') : t('conflict.hint', { author })}
      </p>
      <div className="conflict-sides">
        <Side title={t('conflict.base')}>{base ?? <span className="m">{t('conflict.noBase')}</span>}</Side>
        <Side title={t('conflict.mine')}>
          <Marked cut={cut.before} />
        </Side>
        <Side title={author === '' ? t('conflict.theirs') : author}>
          <Marked cut={cut.after} />
        </Side>
      </div>
      <div className="editor-actions">
        <Button onClick={onMine}>{t('conflict.takeMine')}</Button>
        <Button onClick={onTheirs}>{t('conflict.takeTheirs')}</Button>
        <Button onClick={onBoth}>{t('conflict.both')}</Button>
      </div>
    </section>
  );
}

function Side({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <h3>{title}</h3>
      <p>{children}</p>
    </div>
  );
}
