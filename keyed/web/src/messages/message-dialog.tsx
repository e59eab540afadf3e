import { Button, Kbd, Textarea, TextInput } from '@mantine/core';
import type { MessagesView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { AddresseeChoice, hasSearch } from '../tasks/addressee-choice.tsx';
import { DeskForm } from '../tasks/desk-form.tsx';
import { PROSE } from '../text-blocks/prose.ts';
import '../design/desk.css';
import { AboutPerson } from './about-person.tsx';
import type { MessageStart } from './message-start.ts';
import { useMessageForm } from './use-message-form.ts';

interface MessageDialogProps {
  readonly view: MessagesView;
  readonly start: MessageStart;
  readonly onSent: (saved: boolean) => void;
  readonly onClose: () => void;
}

/** Writing a message. */
export function MessageDialog(props: MessageDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen label={t('messages.newLong')} size={600} onClose={props.onClose}>
      <Form {...props} />
    </Dialog>
  );
}

function Form({ view, start, onSent, onClose }: MessageDialogProps) {
  const { t } = useTranslation();
  const { fields, set, submit, isBusy, isMissing, failure } = useMessageForm(start, onSent);
  const others = view.addressees.filter(({ id }) => id !== view.ownUser);
  const beginsWithSearch = hasSearch(others) && (start.to ?? []).length === 0;
  return (
    <DeskForm onSubmit={() => void submit()}>
      <h2>{t('messages.newLong')}</h2>
      <AddresseeChoice
        label={t('messages.form.to')}
        addressees={others}
        isFirst={beginsWithSearch}
        chosen={fields.to}
        error={isMissing ? t('messages.form.toMissing') : undefined}
        onChoose={(to) => set({ to })}
      />
      <WhoReads view={view} to={fields.to} isAboutPerson={fields.person !== undefined} />
      <TextInput
        {...(start.replyTo === undefined && !beginsWithSearch && { 'data-autofocus': true })}
        label={t('messages.form.subject')}
        value={fields.subject}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => set({ subject: event.currentTarget.value })}
      />
      <Textarea
        {...PROSE}
        {...(start.replyTo !== undefined && { 'data-autofocus': true })}
        label={t('messages.form.text')}
        value={fields.text}
        maxLength={20_000}
        autosize
        minRows={4}
        maxRows={12}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <AboutPerson person={fields.person} onPerson={(person) => set({ person })} />
      <label className="desk-tick">
        <input
          type="checkbox"
          checked={fields.isImportant}
          onChange={() => set({ isImportant: !fields.isImportant })}
        />
        <span>{t('messages.form.important')}</span>
      </label>
      <FailureNote failure={failure} title={t('messages.notSent')} />
      <div className="row">
        <Button type="submit" variant="filled" aria-disabled={isBusy} rightSection={<Kbd>Strg Enter</Kbd>}>
          {t('messages.form.send')}
        </Button>
        <Button onClick={onClose}>{t('messages.form.cancel')}</Button>
      </div>
    </DeskForm>
  );
}

/** Says before it is sent who can open it, and what holds that. */
function WhoReads({ view, to, isAboutPerson }: { view: MessagesView; to: readonly string[]; isAboutPerson: boolean }) {
  const { t } = useTranslation();
  const isForAll = view.addressees.some(({ id, kind }) => kind === 'workplace' && to.includes(id));
  const who = isAboutPerson ? 'akte' : isForAll ? 'all' : 'recipients';
  return <p className="m t12">{t(`messages.whoReads.${who}`)}</p>;
}
