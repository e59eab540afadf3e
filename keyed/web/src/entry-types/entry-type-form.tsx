import { Select, Textarea, TextInput } from '@mantine/core';
import { BASES, DAY_PLACES, type EntryType, HUES, kuerzelFault, TYPE_COMPARTMENTS, TYPE_SIGNS } from '@siegel/akten';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TypeSign } from '../akte/type-sign.tsx';
import { EditForm } from '../calendar/edit-form.tsx';
import { PROSE } from '../text-blocks/prose.ts';
import { formatShortDay, localDay } from '../text/format.ts';
import { useFailureText } from '../text/failure-text.ts';
import { useLanguage } from '../text/language.ts';

/** A type of Eintrag with a row as the Akte will show it. What it is written as and where it is sealed is chosen once (ET3). */
export function EntryTypeForm({
  type,
  others,
  failure,
  onSave,
  onClose,
}: {
  type: EntryType;
  others: readonly EntryType[];
  failure: { readonly code: string } | undefined;
  onSave: (type: EntryType) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(type);
  const set = (changes: Partial<EntryType>) => setDraft((before) => ({ ...before, ...changes }));
  const isNew = type.typeId === undefined && !type.isBuiltIn;
  const faultText = useFaultText(draft, type, others);
  return (
    <EditForm
      title={t(isNew ? 'entryType.addTitle' : 'entryType.editTitle')}
      {...{ failure, onClose }}
      onSave={() => void onSave(draft)}
    >
      <Preview type={draft} />
      <div className="form-row">
        <TextInput
          label={t('entryType.kuerzel')}
          value={draft.kuerzel}
          maxLength={6}
          disabled={draft.isBuiltIn}
          autoComplete="off"
          error={faultText}
          data-autofocus={isNew ? true : undefined}
          onChange={(event) => set({ kuerzel: event.currentTarget.value.toUpperCase() })}
        />
        <TextInput
          label={t('calendarSettings.name')}
          value={draft.name}
          maxLength={60}
          autoComplete="off"
          placeholder={draft.isBuiltIn ? t(`kuerzel.${draft.base}` as 'kuerzel.NOT') : ''}
          data-autofocus={isNew ? undefined : true}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      </div>
      {!draft.isBuiltIn && <BaseFields {...{ draft, isNew, set }} />}
      {isNew && <p className="d t12">{t('entryType.compartmentHint')}</p>}
      <TypeLookFields {...{ draft, set }} />
    </EditForm>
  );
}

/** Why the Kuerzel cannot be given, in words; undefined when it can, and while there is none. */
function useFaultText(draft: EntryType, type: EntryType, others: readonly EntryType[]): string | undefined {
  const failureText = useFailureText();
  const fault =
    draft.isBuiltIn || draft.kuerzel === ''
      ? undefined
      : kuerzelFault(
          draft.kuerzel,
          others.filter((other) => other.typeId !== type.typeId && !other.isBuiltIn),
        );
  return fault === undefined
    ? undefined
    : failureText({ code: fault === 'taken' ? 'ENTRY_TYPE_KUERZEL_TAKEN' : 'ENTRY_TYPE_KUERZEL_WRONG' });
}

function Preview({ type: { kuerzel, hue, sign, preset } }: { type: EntryType }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="type-preview" role="group" aria-label={t('entryType.preview')}>
      <span className="m">{formatShortDay(localDay(Date.now()), language)}</span>
      <b className="kz" style={{ color: `var(--sg-${hue})` }}>
        {kuerzel === '' ? '···' : kuerzel} <TypeSign sign={sign} />
      </b>
      <span className="el">{preset === '' ? t('entryType.previewText') : preset}</span>
    </div>
  );
}

interface FieldsProps {
  readonly draft: EntryType;
  readonly set: (changes: Partial<EntryType>) => void;
}

/** What is chosen once. */
function BaseFields({ draft, isNew, set }: FieldsProps & { isNew: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="form-row">
      <Select
        label={t('entryType.base')}
        value={draft.base}
        disabled={!isNew}
        allowDeselect={false}
        data={BASES.map(({ kuerzel }) => ({ value: kuerzel, label: t(`kuerzel.${kuerzel}` as 'kuerzel.NOT') }))}
        onChange={(base) => base !== null && set({ base, ...(base !== 'NOT' && { compartment: 'clinical' as const }) })}
      />
      <Select
        label={t('entryType.compartment')}
        value={draft.compartment}
        disabled={!isNew || draft.base !== 'NOT'}
        allowDeselect={false}
        data={TYPE_COMPARTMENTS.map((value) => ({ value, label: t(`compartment.${value}`) }))}
        onChange={(value) => set({ compartment: TYPE_COMPARTMENTS.find((one) => one === value) ?? draft.compartment })}
      />
    </div>
  );
}

function TypeLookFields({ draft, set }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="form-row">
        <Select
          label={t('calendarSettings.hue')}
          value={draft.hue}
          allowDeselect={false}
          data={HUES.map((hue) => ({ value: hue, label: t(`calendarSettings.hues.${hue}`) }))}
          onChange={(value) => set({ hue: HUES.find((hue) => hue === value) ?? draft.hue })}
        />
        <Select
          label={t('entryType.sign')}
          value={draft.sign}
          allowDeselect={false}
          data={TYPE_SIGNS.map((sign) => ({ value: sign, label: t(`entryType.signs.${sign}`) }))}
          onChange={(value) => set({ sign: TYPE_SIGNS.find((sign) => sign === value) ?? draft.sign })}
        />
        <Select
          label={t('entryType.dayPlace')}
          value={draft.dayPlace}
          allowDeselect={false}
          data={DAY_PLACES.map((place) => ({ value: place, label: t(`entryType.places.${place}`) }))}
          onChange={(value) => set({ dayPlace: DAY_PLACES.find((place) => place === value) ?? draft.dayPlace })}
        />
      </div>
      <Textarea
        {...PROSE}
        label={t('entryType.preset')}
        description={t('entryType.presetHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={draft.preset}
        maxLength={4000}
        rows={2}
        onChange={(event) => set({ preset: event.currentTarget.value })}
      />
    </>
  );
}
