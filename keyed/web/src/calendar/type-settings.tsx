import { Button, NumberInput, TextInput } from '@mantine/core';
import type { AppointmentTypeDraft } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { useSafe } from '../safe/safe-context.ts';
import type { SettingsPartProps } from '../settings/settings-part.ts';
import { CalendarList } from './calendar-list.tsx';
import { EditForm } from './edit-form.tsx';
import { LookFields } from './look-fields.tsx';
import { useCalendar } from './use-calendar.ts';

/** The types of appointments (TL12). */
export function TypeSettings({ mayChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const { view, failure, change } = useCalendar();
  const [edited, setEdited] = useState<AppointmentTypeDraft>();
  return (
    <section className="settings-part" aria-labelledby="calendar-types">
      <div className="row">
        <h3 id="calendar-types">{t('calendarSettings.types')}</h3>
        <span className="sp" />
        {mayChange && view !== undefined && (
          <Button
            variant="subtle"
            leftSection={<Icon name="plus" small />}
            onClick={() => setEdited(newType(view.types.length))}
          >
            {t('calendarSettings.addType')}
          </Button>
        )}
      </div>
      <p className="d">{t('calendarSettings.typesHint')}</p>
      {edited === undefined && <FailureNote failure={failure} title={t('calendarSettings.failed')} />}
      {view !== undefined && (
        <CalendarList
          lines={view.types.map((type) => ({
            ...type,
            id: type.typeId,
            text: [t('dayList.minutes', { minutes: type.minutes }), ...type.chain.map(({ text }) => text)].join(' · '),
          }))}
          {...{ mayChange, change }}
          onEdit={(id) => setEdited(view.types.find(({ typeId }) => typeId === id))}
        />
      )}
      {edited !== undefined && (
        <TypeForm
          type={edited}
          failure={failure}
          onSave={async (draft) => {
            if (await change(() => safe.saveAppointmentType(draft))) setEdited(undefined);
          }}
          onClose={() => setEdited(undefined)}
        />
      )}
    </section>
  );
}

function newType(order: number): AppointmentTypeDraft {
  return { name: '', shortName: '', hue: 'blue', minutes: 15, needs: [], chain: [], hint: '', order };
}

function TypeForm({
  type,
  failure,
  onSave,
  onClose,
}: {
  type: AppointmentTypeDraft;
  failure: { readonly code: string } | undefined;
  onSave: (draft: AppointmentTypeDraft) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(type);
  const [chain, setChain] = useState(type.chain.map(({ text }) => text).join(', '));
  const save = () => void onSave({ ...draft, chain: chainOf(chain, type) });
  return (
    <EditForm
      title={t(draft.typeId === undefined ? 'calendarSettings.addType' : 'calendarSettings.edit')}
      {...{ failure, onClose }}
      onSave={save}
    >
      <LookFields look={draft} onLook={setDraft} />
      <NumberInput
        label={t('calendarSettings.minutes')}
        value={draft.minutes}
        min={1}
        max={600}
        step={5}
        allowDecimal={false}
        onChange={(value) => setDraft({ ...draft, minutes: Math.max(1, Number(value) || 1) })}
      />
      <TextInput
        label={t('calendarSettings.chain')}
        description={t('calendarSettings.chainHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={chain}
        autoComplete="off"
        onChange={(event) => setChain(event.currentTarget.value)}
      />
      <TextInput
        label={t('calendarSettings.hint')}
        value={draft.hint}
        maxLength={400}
        onChange={(event) => setDraft({ ...draft, hint: event.currentTarget.value })}
      />
    </EditForm>
  );
}

/** Steps as they are typed; one that was there keeps its resource. */
function chainOf(text: string, before: AppointmentTypeDraft): AppointmentTypeDraft['chain'] {
  return text
    .split(',')
    .map((step) => step.trim().slice(0, 80))
    .filter((step) => step !== '')
    .map((step) => before.chain.find((known) => known.text === step) ?? { text: step });
}
