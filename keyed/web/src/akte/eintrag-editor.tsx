import { FailureNote } from '../parts/failure-note.tsx';
import { Button, Kbd } from '@mantine/core';
import type { EintragView, OwnStep } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { type KeyboardEvent, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConflict } from '../conflict/use-conflict.ts';
import { useAnnounced } from '../editing/use-announced.ts';
import { useSafe } from '../safe/safe-context.ts';
import { later } from '../shell/later.ts';
import { formatDay, localDay } from '../text/format.ts';
import type { Language } from '../text/i18n.ts';
import { useLanguage } from '../text/language.ts';
import { parseDay } from '../text/parse-day.ts';
import { BlockedEditor } from './blocked-editor.tsx';
import { isHandIn } from './command-keys.ts';
import type { Draft, Drafts } from './drafts.ts';
import { EditorFields } from './editor-fields.tsx';
import { editableText, type EintragValue, isUnreadable, withText } from './eintrag-text.ts';
import { handIn, stepOf } from './hand-in.ts';
import { useDraft } from './use-draft.ts';
import type { Write } from './use-write.ts';

// Fetched when somebody else was faster.
const ConflictView = later(async () => (await import('../conflict/conflict-view.tsx')).ConflictView);

/** What an editor works on. */
export interface EintragEditorProps {
  readonly eintrag: EintragView;
  readonly drafts: Drafts;
  readonly write: Write;
  /** What Strg Enter does besides saving (FG44). */
  readonly ownStep: OwnStep;
  readonly onClose: () => void;
}

/** Changes one Eintrag in its place. What could not be opened cannot be changed. */
export function EintragEditor(props: EintragEditorProps) {
  const { value } = props.eintrag;
  return isUnreadable(value) ? <BlockedEditor onClose={props.onClose} /> : <OpenEditor {...props} value={value} />;
}

/** Enter saves, Strg Enter hands in as well, Umschalt Enter makes a line break, Esc leaves everything as it was. What somebody else saved meanwhile stands
 *  beside the own wording and is never written over unseen (AT50, AT52). */
function OpenEditor({ eintrag, value, drafts, write, ownStep, onClose }: EintragEditorProps & { value: EintragValue }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [draft, setDraft] = useDraft(drafts, eintrag.recordId, firstDraft(eintrag, value, language));
  const step = stepOf(eintrag.kind, ownStep);
  const conflict = useConflict(eintrag, value, draft);
  const safe = useSafe();
  const day = parseDay(draft.day, localDay(Date.now()));
  useAnnounced(eintrag.recordId);

  function leave(): void {
    drafts.keep(eintrag.recordId, undefined);
    onClose();
  }
  async function keepTheirs(): Promise<void> {
    if (eintrag.refused !== undefined) await safe.dropRefused(eintrag.recordId);
    leave();
  }
  function takeBoth(theirs: string): void {
    setDraft({ ...draft, text: `${draft.text}\n${theirs}`, base: eintrag.head, settled: eintrag.head });
  }
  const { save, isSaving, failure, isSaved } = useSaving({ eintrag, value, draft, setDraft, write, leave, day });
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter' && !event.shiftKey && !(event.target instanceof HTMLButtonElement))
      void save(draft.base, isHandIn(event) ? step : undefined);
    else return;
    event.preventDefault();
  }

  return (
    <div className="editor" role="group" aria-label={t('editor.label')} onKeyDown={onKeyDown}>
      <EditorFields draft={draft} isDayWrong={day === undefined} onDraft={setDraft} />
      <FailureNote
        failure={failure}
        title={t(isSaved ? 'command.onlySaved' : 'editor.notSaved')}
        after={t('editor.textKept')}
      />
      {conflict === undefined ? (
        <EditorActions
          {...{ isSaving, step }}
          onHandIn={() => void save(draft.base, step)}
          onSave={() => void save(draft.base)}
          onLeave={leave}
          onDropMine={eintrag.refused === undefined ? undefined : () => void keepTheirs()}
        />
      ) : (
        <Suspense>
          <ConflictView
            conflict={conflict}
            onMine={() => void save(eintrag.head)}
            onTheirs={() => void keepTheirs()}
            onBoth={() => takeBoth(conflict.theirs)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Saves the change, and hands it in where that is wished; what is saved and not handed in says so. */
function useSaving(given: {
  readonly eintrag: EintragView;
  readonly value: EintragValue;
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly write: Write;
  readonly leave: () => void;
  readonly day: string | undefined;
}) {
  const { eintrag, value, draft, setDraft, write, leave, day } = given;
  const safe = useSafe();
  const [isSaving, setIsSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [isSaved, setIsSaved] = useState(false);
  /** @param base the version this is meant to replace. @param handsIn what is done with what is saved. */
  async function save(base: string | undefined, handsIn?: OwnStep): Promise<void> {
    if (day === undefined || draft.text.trim() === '' || isSaving) return;
    setIsSaving(true);
    const { recordId, kind } = eintrag;
    const changed = withText(kind, value, draft.text.trim(), day);
    const saved = await write({ recordId, kind, value: changed, ...(base !== undefined && { base }) });
    const done = saved.ok && handsIn !== undefined ? await handIn(safe, handsIn, saved.value) : saved;
    setIsSaving(false);
    if (done.ok) return leave();
    setFailure(done.error);
    setIsSaved(saved.ok);
    // What is saved is what the next attempt begins from.
    if (saved.ok)
      setDraft({
        ...draft,
        ...(saved.value.head !== undefined && { base: saved.value.head }),
        baseText: draft.text.trim(),
      });
  }
  return { save, isSaving, failure, isSaved };
}

/** The text as it stands, or what of this device was refused; and what it was made from. */
function firstDraft(eintrag: EintragView, value: EintragValue, language: Language): Draft {
  return {
    kuerzel: undefined,
    text: editableText(eintrag.kind, eintrag.refused ?? value),
    day: formatDay(eintrag.behandlungstag, language),
    base: eintrag.head,
    baseText: editableText(eintrag.kind, value),
  };
}

/** `onDropMine` is there when something of this device was refused. */
function EditorActions(on: {
  readonly isSaving: boolean;
  readonly step: OwnStep | undefined;
  readonly onSave: () => void;
  readonly onHandIn: () => void;
  readonly onLeave: () => void;
  readonly onDropMine: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  return (
    <div className="editor-actions">
      <Button variant="filled" aria-disabled={on.isSaving} onClick={on.onSave} rightSection={<Kbd>Enter</Kbd>}>
        {t('editor.save')}
      </Button>
      {on.step !== undefined && (
        <Button aria-disabled={on.isSaving} onClick={on.onHandIn} rightSection={<Kbd>{t('command.handInKey')}</Kbd>}>
          {t(`editor.handIn.${on.step}`)}
        </Button>
      )}
      <Button onClick={on.onLeave} rightSection={<Kbd>Esc</Kbd>}>
        {t('editor.leave')}
      </Button>
      {on.onDropMine !== undefined && (
        <Button variant="subtle" onClick={on.onDropMine}>
          {t('editor.dropMine')}
        </Button>
      )}
    </div>
  );
}
