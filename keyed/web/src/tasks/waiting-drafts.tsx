import { Button } from '@mantine/core';
import { use, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { DraftsContext } from '../text-blocks/drafts-context.ts';
import { readKeptForm, waitingNames } from '../text-blocks/kept-forms.ts';

const SHOWN_LETTERS = 60;

/** A form that was not sent, with the name it is kept under. */
export interface WaitingDraft<T> {
  readonly of: string;
  readonly form: T;
}

/** Says that something begun was not sent or saved, with the ways to go on and to throw it away (TB19).
 *  @param ending of the names of such drafts. */
export function WaitingDrafts<T>({
  ending,
  words,
  onGoOn,
}: {
  ending: string;
  words: (form: T) => string;
  onGoOn: (draft: WaitingDraft<T>) => void;
}) {
  const { t } = useTranslation();
  const drafts = use(DraftsContext);
  const names = useSyncExternalStore(drafts.watch, drafts.list);
  const waiting = waitingNames(names, ending).flatMap((of) => {
    const form = readKeptForm(drafts, of) as T | undefined;
    return form === undefined ? [] : [{ of, form }];
  });
  return waiting.map((draft) => {
    const said = words(draft.form).replaceAll(/\s+/g, ' ').trim().slice(0, SHOWN_LETTERS);
    return (
      <Note key={draft.of} icon="draft">
        <span className="waiting-draft">
          <span className="el">{t(said === '' ? 'tasks.draft.thereEmpty' : 'tasks.draft.there', { text: said })}</span>
          <Button size="xs" onClick={() => onGoOn(draft)}>
            {t('tasks.draft.goOn')}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => drafts.keep(draft.of, undefined)}>
            {t('tasks.draft.discard')}
          </Button>
        </span>
      </Note>
    );
  });
}
