import { Button, Kbd } from '@mantine/core';
import type { EintragView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useFailureText } from '../text/failure-text.ts';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { parseDay } from '../text/parse-day.ts';
import { BlockedEditor } from './blocked-editor.tsx';
import type { Drafts } from './drafts.ts';
import { EditorFields } from './editor-fields.tsx';
import { editableText, type EintragValue, isUnreadable, withText } from './eintrag-text.ts';
import { useDraft } from './use-draft.ts';
import type { Write } from './use-write.ts';

/** What an editor works on. */
export interface EintragEditorProps {
  readonly eintrag: EintragView;
  readonly drafts: Drafts;
  readonly write: Write;
  readonly onClose: () => void;
}

/** Changes one Eintrag in its place. What could not be opened cannot be changed. */
export function EintragEditor(props: EintragEditorProps) {
  const { value } = props.eintrag;
  return isUnreadable(value) ? <BlockedEditor onClose={props.onClose} /> : <OpenEditor {...props} value={value} />;
}

/** Enter saves, Umschalt Enter makes a line break, Esc leaves everything as it was. A save that somebody else overtook
 *  keeps the typed text and says so; the newest version stands above the buttons. */
function OpenEditor({ eintrag, value, drafts, write, onClose }: EintragEditorProps & { value: EintragValue }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [draft, setDraft] = useDraft(drafts, eintrag.recordId, {
    kuerzel: undefined,
    text: editableText(eintrag.kind, eintrag.refused ?? value),
    day: formatDay(eintrag.behandlungstag, language),
  });
  const [isSaving, setIsSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const overtakenBy = useOvertaken(eintrag);
  const safe = useSafe();
  const day = parseDay(draft.day, localDay(Date.now()));

  function leave(): void {
    drafts.keep(eintrag.recordId, undefined);
    onClose();
  }
  async function dropMine(): Promise<void> {
    await safe.dropRefused(eintrag.recordId);
    leave();
  }
  async function save(): Promise<void> {
    if (day === undefined || draft.text.trim() === '' || isSaving) return;
    setIsSaving(true);
    const { recordId, kind } = eintrag;
    const saved = await write({ recordId, kind, value: withText(kind, value, draft.text.trim(), day) });
    setIsSaving(false);
    if (saved.ok) leave();
    else setFailure(saved.error);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter' && !event.shiftKey && !(event.target instanceof HTMLButtonElement)) void save();
    else return;
    event.preventDefault();
  }

  return (
    <div className="editor" role="group" aria-label={t('editor.label')} onKeyDown={onKeyDown}>
      <EditorFields draft={draft} isDayWrong={day === undefined} onDraft={setDraft} />
      <EditorNotes failure={failure} overtakenBy={overtakenBy} refusedFor={refusedFor(eintrag)} />
      <div className="editor-actions">
        <Button variant="filled" aria-disabled={isSaving} onClick={() => void save()} rightSection={<Kbd>Enter</Kbd>}>
          {t('editor.save')}
        </Button>
        <Button onClick={leave} rightSection={<Kbd>Esc</Kbd>}>
          {t('editor.leave')}
        </Button>
        {eintrag.refused !== undefined && (
          <Button variant="subtle" onClick={() => void dropMine()}>
            {t('editor.dropMine')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** What the server has of an Eintrag whose change it refused; undefined while nothing was refused, or it has nothing. */
function refusedFor({ refused, summary, receivedAtMs }: EintragView): string | undefined {
  return refused === undefined || receivedAtMs === null ? undefined : summary;
}

interface EditorNotesProps {
  readonly failure: Failure | undefined;
  readonly overtakenBy: string | undefined;
  readonly refusedFor: string | undefined;
}

function EditorNotes({ failure, overtakenBy, refusedFor }: EditorNotesProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  return (
    <>
      {failure !== undefined && (
        <Note icon="alert" tone="bad">
          <b className="n">{t('editor.notSaved')}</b> {failureText(failure)} {t('editor.textKept')}
        </Note>
      )}
      {refusedFor !== undefined && (
        <Note icon="alert" tone="warn">
          <b className="n">{t('editor.refused')}</b> {refusedFor}
        </Note>
      )}
      {overtakenBy !== undefined && refusedFor === undefined && (
        <Note icon="alert" tone="warn">
          <b className="n">{t('editor.overtaken')}</b> {overtakenBy}
        </Note>
      )}
    </>
  );
}

/** The newest wording when somebody else saved a version while this editor was open. */
function useOvertaken(eintrag: EintragView): string | undefined {
  const atOpening = useRef(eintrag.versions);
  return eintrag.versions > atOpening.current ? eintrag.summary : undefined;
}
