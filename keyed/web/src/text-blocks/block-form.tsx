import { Button, Kbd, Textarea, TextInput } from '@mantine/core';
import { groupsOf, TEXT_BLOCK_LIMITS } from '@siegel/akten';
import type { PersonRow, TextBlockDraft } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { PROSE } from './prose.ts';

/** Kuerzel, name, text and groups of a block, new or changed; of a new one, who sees it (TB5, TB10). */
export function BlockForm({
  draft: first,
  person,
  failure,
  onSave,
  onClose,
}: {
  draft: TextBlockDraft;
  /** Whose Akte is open: a text that names them is not for everybody. */
  person?: PersonRow | undefined;
  failure: Failure | undefined;
  onSave: (draft: TextBlockDraft) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(first);
  const [groups, setGroups] = useState(first.groups.join(', '));
  const isNew = first.blockId === undefined;
  const title = t(isNew ? 'textBlocks.new' : 'textBlocks.change');
  const save = () => void onSave({ ...draft, kuerzel: draft.kuerzel.trim(), groups: groupsOf(groups) });
  return (
    <Dialog isOpen label={title} size={600} onClose={onClose}>
      <form
        noValidate
        className="approve block-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
        }}
      >
        <h2>{title}</h2>
        <Fields {...{ draft, setDraft, groups, setGroups }} />
        {isNew && <Seen isOwn={draft.isOwn} onOwn={(isOwn) => setDraft({ ...draft, isOwn })} />}
        {!draft.isOwn && names(draft.text, person) && (
          <Note icon="alert" tone="warn">
            {t('textBlocks.namesPerson', { name: person?.familienname })}
          </Note>
        )}
        <FailureNote failure={failure} title={t('textBlocks.notSaved')} />
        <div className="row">
          <Button type="submit" variant="filled" rightSection={<Kbd>Strg ↵</Kbd>}>
            {t('textBlocks.save')}
          </Button>
          <Button onClick={onClose}>{t('textBlocks.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function Fields({
  draft,
  setDraft,
  groups,
  setGroups,
}: {
  draft: TextBlockDraft;
  setDraft: (draft: TextBlockDraft) => void;
  groups: string;
  setGroups: (groups: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <div className="form-row">
        <TextInput
          autoFocus
          data-autofocus
          label={t('textBlocks.kuerzel')}
          value={draft.kuerzel}
          maxLength={TEXT_BLOCK_LIMITS.kuerzel}
          autoComplete="off"
          onChange={(event) => setDraft({ ...draft, kuerzel: event.currentTarget.value })}
        />
        <TextInput
          className="block-name"
          label={t('textBlocks.name')}
          value={draft.name}
          maxLength={TEXT_BLOCK_LIMITS.name}
          autoComplete="off"
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
      </div>
      <Textarea
        {...PROSE}
        label={t('textBlocks.text')}
        description={t('textBlocks.textHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={draft.text}
        maxLength={TEXT_BLOCK_LIMITS.text}
        autosize
        minRows={3}
        maxRows={12}
        onChange={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
      />
      <TextInput
        label={t('textBlocks.groups')}
        description={t('textBlocks.groupsHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={groups}
        autoComplete="off"
        onChange={(event) => setGroups(event.currentTarget.value)}
      />
    </>
  );
}

/** Whose a new block is: held by the key it is sealed under, so that it cannot be changed later (TB5). */
function Seen({ isOwn, onOwn }: { isOwn: boolean; onOwn: (isOwn: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className="block-seen">
      <legend>{t('textBlocks.seen')}</legend>
      <div className="row">
        <label>
          <input type="radio" name="block-seen" checked={!isOwn} onChange={() => onOwn(false)} />{' '}
          {t('textBlocks.seenByAll')}
        </label>
        <label>
          <input type="radio" name="block-seen" checked={isOwn} onChange={() => onOwn(true)} />{' '}
          {t('textBlocks.seenByMe')}
        </label>
      </div>
      <p className="m t12">{t(isOwn ? 'textBlocks.seenByMeHint' : 'textBlocks.seenByAllHint')}</p>
    </fieldset>
  );
}

function names(text: string, person: PersonRow | undefined): boolean {
  const name = person?.familienname ?? '';
  return name !== '' && text.toLowerCase().includes(name.toLowerCase());
}
