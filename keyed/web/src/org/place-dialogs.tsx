import { NativeSelect, TextInput } from '@mantine/core';
import type { OrgView, PlacementView, UnitView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { OrgForm, unitOptions } from './org-form.tsx';
import type { OrgAct } from './use-org.ts';

interface PlaceDialogProps {
  readonly view: OrgView;
  readonly act: OrgAct;
  readonly onClose: () => void;
}

/** Places somebody in a unit. */
export function PlaceDialog({ view, unit, act, onClose }: PlaceDialogProps & { unit: UnitView }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [userId, setUserId] = useState('');
  const [isTried, setIsTried] = useState(false);
  const { fields, shown } = usePlaceFields({ from: view.today });
  const person = view.people.find((one) => one.userId === userId);
  async function submit() {
    setIsTried(true);
    if (person === undefined) return undefined;
    const wish = { ...fields, userId, unitId: unit.unitId };
    return act(() => safe.placePerson(wish), t('org.done.place', { name: person.name }));
  }
  return (
    <OrgForm title={t('org.place.title', { name: unit.name })} submit={submit} onClose={onClose}>
      <NativeSelect
        label={t('org.place.person')}
        value={userId}
        error={isTried && person === undefined ? t('org.missingPerson') : undefined}
        data={[
          { value: '', label: t('org.place.choose') },
          ...view.people.map((one) => ({ value: one.userId, label: withProfession(one) })),
        ]}
        data-autofocus
        onChange={({ currentTarget }) => setUserId(currentTarget.value)}
      />
      {shown}
    </OrgForm>
  );
}

/** Corrects a placement. */
export function ChangePlacementDialog({ placement, act, onClose }: PlaceDialogProps & { placement: PlacementView }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const { placementId, name, unitId, userId } = placement;
  const { fields, shown } = usePlaceFields(placement);
  const submit = () =>
    act(() => safe.changePlacement(placementId, { ...fields, unitId, userId }), t('org.done.placement', { name }));
  return (
    <OrgForm title={t('org.place.editTitle', { name })} submit={submit} onClose={onClose}>
      {shown}
    </OrgForm>
  );
}

/** Ends a placement on a day; it stays in the history (OG23). */
export function EndPlacementDialog({ view, placement, act, onClose }: PlaceDialogProps & { placement: PlacementView }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [until, setUntil] = useState(placement.until ?? view.today);
  const { placementId, name } = placement;
  const submit = () =>
    act(() => safe.changePlacement(placementId, { ...placement, until }), t('org.done.placement', { name }));
  return (
    <OrgForm
      title={t('org.place.endTitle', { name })}
      hint={t('org.place.endHint')}
      action={t('org.act.end')}
      submit={submit}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label={t('org.place.until')}
        value={until}
        data-autofocus
        onChange={({ currentTarget }) => setUntil(currentTarget.value)}
      />
    </OrgForm>
  );
}

/** Somebody goes to another unit on a day. */
export function TransferDialog({ view, placement, act, onClose }: PlaceDialogProps & { placement: PlacementView }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const options = unitOptions(view, new Set([placement.unitId]));
  const [unitId, setUnitId] = useState(options[0]?.value ?? '');
  const [day, setDay] = useState(view.today);
  const { placementId, name } = placement;
  const unit = view.units.find((one) => one.unitId === placement.unitId)?.name ?? '';
  const submit = () => act(() => safe.transferPlacement(placementId, unitId, day), t('org.done.placement', { name }));
  return (
    <OrgForm
      title={t('org.place.transferTitle', { name })}
      hint={t('org.place.transferHint', { unit })}
      action={t('org.act.transfer')}
      submit={submit}
      onClose={onClose}
    >
      <NativeSelect
        label={t('org.place.transferTo')}
        value={unitId}
        data={options}
        data-autofocus
        onChange={({ currentTarget }) => setUnitId(currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('org.place.from')}
        value={day}
        onChange={({ currentTarget }) => setDay(currentTarget.value)}
      />
    </OrgForm>
  );
}

/** After an admission: the new colleague can be placed at once, or later (OG25). */
export function NewPlaceDialog({ view, userId, act, onClose }: PlaceDialogProps & { readonly userId: string }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [unitId, setUnitId] = useState(view.units[0]?.unitId ?? '');
  const person = view.people.find((one) => one.userId === userId);
  const { fields, shown } = usePlaceFields({ from: view.today, function: person?.profession ?? '' });
  const name = person?.name ?? '';
  const submit = () => act(() => safe.placePerson({ ...fields, unitId, userId }), t('org.done.place', { name }));
  return (
    <OrgForm
      title={t('org.place.newTitle', { name })}
      hint={t('org.place.newHint')}
      later={t('org.place.later')}
      submit={submit}
      onClose={onClose}
    >
      <NativeSelect
        label={t('org.place.unit')}
        value={unitId}
        data={unitOptions(view)}
        data-autofocus
        onChange={({ currentTarget }) => setUnitId(currentTarget.value)}
      />
      {shown}
    </OrgForm>
  );
}

function usePlaceFields(before: Partial<PlacementView>) {
  const { t } = useTranslation();
  const [what, setWhat] = useState(before.function ?? '');
  const [from, setFrom] = useState(before.from ?? '');
  const [until, setUntil] = useState(before.until ?? '');
  const [leads, setLeads] = useState(before.leads ?? false);
  const fields = { function: what, from, until: until || undefined, leads };
  const shown = (
    <>
      <TextInput
        label={t('org.place.function')}
        value={what}
        maxLength={200}
        onChange={({ currentTarget }) => setWhat(currentTarget.value)}
      />
      <div className="org-two">
        <TextInput
          type="date"
          label={t('org.place.from')}
          value={from}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('org.place.until')}
          description={t('org.place.untilHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={until}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
      </div>
      <label className="org-check">
        <input type="checkbox" checked={leads} onChange={({ currentTarget }) => setLeads(currentTarget.checked)} />
        <span>{t('org.place.leads')}</span>
      </label>
    </>
  );
  return { fields, shown };
}

function withProfession({ name, profession }: OrgView['people'][number]): string {
  return profession === '' ? name : `${name}, ${profession}`;
}
