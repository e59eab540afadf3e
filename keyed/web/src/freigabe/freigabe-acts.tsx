import { Button, Kbd } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { PROSE } from '../text-blocks/prose.ts';
import { useKeptText } from '../text-blocks/use-kept-text.ts';
import { useFailureText } from '../text/failure-text.ts';
import { focusList } from './focus-list.ts';
import { PersonChoice } from './person-choice.tsx';
import type { useFreigabeWork } from './use-freigabe-work.ts';

type Work = ReturnType<typeof useFreigabeWork>;

/** What can be done with what is shown: release it with a word for the person, or return it with a comment. */
export function FreigabeActs({
  work,
  note,
  isReturning,
  onReturn,
  onReturned,
}: {
  work: Work;
  note: RefObject<HTMLTextAreaElement | null>;
  isReturning: boolean;
  onReturn: () => void;
  onReturned: () => void;
}) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const refusal = work.meant.find(({ freigabe }) => freigabe.refusal !== undefined)?.freigabe.refusal;
  return (
    <div className="freigabe-acts">
      <FailureNote failure={work.failure} title={t('freigabe.preview.failedAct')} />
      {refusal !== undefined && <Note icon="lock">{failureText({ code: refusal })}</Note>}
      {isReturning ? (
        <Return {...{ work, note, onReturned }} />
      ) : (
        <Release work={work} mayRelease={refusal === undefined} onReturn={onReturn} />
      )}
    </div>
  );
}

function Release({ work, mayRelease, onReturn }: { work: Work; mayRelease: boolean; onReturn: () => void }) {
  const { t } = useTranslation();
  async function release(): Promise<void> {
    if (!mayRelease) return;
    await work.release();
    focusList();
  }
  return (
    <>
      <PersonChoice wish={work.wish} onWish={work.setWish} />
      <div className="row">
        <Button
          variant="filled"
          aria-disabled={work.isBusy || !mayRelease}
          onClick={() => void release()}
          leftSection={<Icon name="stamp" small />}
          rightSection={<Kbd>Strg ↵</Kbd>}
        >
          {work.ticked.size > 0
            ? t('freigabe.preview.releaseTicked', { count: work.meant.length })
            : t('freigabe.preview.release')}
        </Button>
        <Button onClick={onReturn} rightSection={<Kbd>R</Kbd>}>
          {t('freigabe.preview.giveBack')}
        </Button>
      </div>
    </>
  );
}

function Return({
  work,
  note,
  onReturned,
}: {
  work: Work;
  note: RefObject<HTMLTextAreaElement | null>;
  onReturned: () => void;
}) {
  const { t } = useTranslation();
  const [comment, setComment, sent] = useKeptText(`${work.meant[0]?.recordId ?? 'new'}.rueckgabe`);
  async function giveBack(): Promise<void> {
    if (!(await work.giveBack(comment))) return;
    sent();
    onReturned();
    focusList();
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void giveBack();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onReturned();
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void giveBack();
      }}
    >
      <label className="freigabe-field">
        {t('freigabe.preview.why')}
        <textarea {...PROSE} ref={note} rows={2} value={comment} onChange={(event) => setComment(event.target.value)} />
      </label>
      <div className="row">
        <Button type="submit" variant="filled" aria-disabled={work.isBusy} rightSection={<Kbd>Strg ↵</Kbd>}>
          {t('freigabe.preview.send')}
        </Button>
        <Button onClick={onReturned}>{t('freigabe.dialog.cancel')}</Button>
      </div>
    </form>
  );
}
