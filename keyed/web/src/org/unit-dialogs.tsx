import { NativeSelect, TextInput } from '@mantine/core';
import type { OrgView, UnitView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { OrgForm, unitOptions } from './org-form.tsx';
import { subtreeOf } from './org-rows.ts';
import type { OrgAct } from './use-org.ts';

interface UnitDialogProps {
  readonly view: OrgView;
  readonly unit: UnitView;
  readonly act: OrgAct;
  readonly onClose: () => void;
}

/** Adds a unit under another one, or under the organisation. */
export function AddUnitDialog({ view, unit, act, onClose }: Omit<UnitDialogProps, 'unit'> & { unit?: UnitView }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const title = unit === undefined ? t('org.unit.addTitle') : t('org.unit.addUnder', { name: unit.name });
  const { fields, shown } = useUnitFields(view);
  const submit = () => act(() => safe.addUnit(unit?.unitId, fields), t('org.done.add', { name: fields.name }));
  return (
    <OrgForm title={title} hint={t('org.unit.sealed')} submit={submit} onClose={onClose}>
      {shown}
    </OrgForm>
  );
}

/** Name, kind, short name, site and first day of a unit. */
export function EditUnitDialog({ view, unit, act, onClose }: UnitDialogProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const { fields, shown } = useUnitFields(view, unit);
  const submit = () => act(() => safe.changeUnit(unit.unitId, fields), t('org.done.edit', { name: fields.name }));
  const title = t('org.unit.editTitle', { name: unit.name });
  return (
    <OrgForm title={title} hint={t('org.unit.sealed')} submit={submit} onClose={onClose}>
      {shown}
    </OrgForm>
  );
}

interface UnitFields {
  readonly name: string;
  readonly unitKind: string;
  readonly shortName: string;
  readonly siteId: string;
  readonly from: string;
}

const NO_UNIT = { name: '', unitKind: '', shortName: '' };

function useUnitFields({ sites }: OrgView, unit?: UnitView) {
  const { name, unitKind, shortName, siteId = '', from = '' }: Partial<UnitFields> & typeof NO_UNIT = unit ?? NO_UNIT;
  const [fields, setFields] = useState<UnitFields>({ name, unitKind, shortName, siteId, from });
  const shown = (
    <UnitInputs
      fields={fields}
      sites={sites}
      onChange={(changed) => setFields((before) => ({ ...before, ...changed }))}
    />
  );
  const wish = { ...fields, siteId: fields.siteId || undefined, from: fields.from || undefined };
  return { fields: wish, shown };
}

function UnitInputs({
  fields,
  sites,
  onChange,
}: {
  fields: UnitFields;
  sites: OrgView['sites'];
  onChange: (changed: Partial<UnitFields>) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('org.unit.name')}
        value={fields.name}
        maxLength={200}
        data-autofocus
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
      />
      <div className="org-two">
        <TextInput
          label={t('org.unit.kind')}
          placeholder={t('org.unit.kindHint')}
          value={fields.unitKind}
          maxLength={60}
          onChange={({ currentTarget }) => onChange({ unitKind: currentTarget.value })}
        />
        <TextInput
          label={t('org.unit.shortName')}
          value={fields.shortName}
          maxLength={20}
          onChange={({ currentTarget }) => onChange({ shortName: currentTarget.value })}
        />
      </div>
      <div className="org-two">
        <TextInput
          type="date"
          label={t('org.unit.from')}
          description={t('org.unit.fromHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={fields.from}
          onChange={({ currentTarget }) => onChange({ from: currentTarget.value })}
        />
        <NativeSelect
          label={t('org.unit.site')}
          value={fields.siteId}
          data={[
            { value: '', label: t('org.unit.noSite') },
            ...sites.map((site) => ({ value: site.siteId, label: site.name })),
          ]}
          onChange={({ currentTarget }) => onChange({ siteId: currentTarget.value })}
        />
      </div>
    </>
  );
}

/** Puts a unit with everything below it under another one. */
export function MoveUnitDialog({ view, unit, act, onClose }: UnitDialogProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [parentId, setParentId] = useState(unit.parentId ?? '');
  const submit = () =>
    act(() => safe.moveUnit(unit.unitId, { parentId: parentId || undefined }), t('org.done.move', { name: unit.name }));
  const options = [{ value: '', label: t('org.directly') }, ...unitOptions(view, subtreeOf(view, unit.unitId))];
  return (
    <OrgForm
      title={t('org.move.title', { name: unit.name })}
      hint={t('org.move.hint')}
      action={t('org.act.move')}
      submit={submit}
      onClose={onClose}
    >
      <NativeSelect
        label={t('org.move.to')}
        value={parentId}
        data={options}
        data-autofocus
        onChange={({ currentTarget }) => setParentId(currentTarget.value)}
      />
    </OrgForm>
  );
}

/** Asks where people and units of a unit go before it is removed (OG23). */
export function RemoveUnitDialog({ view, unit, act, onClose }: UnitDialogProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [peopleTo, setPeopleTo] = useState(unit.parentId ?? '');
  const [unitsTo, setUnitsTo] = useState(unit.parentId ?? '');
  const below = view.units.filter(({ parentId }) => parentId === unit.unitId).length;
  // Who comes later is there as well: the server counts them.
  const people = unit.history.filter(({ until }) => until === undefined || until >= view.today).length;
  const heirs = { peopleTo: peopleTo || undefined, unitsTo: unitsTo || undefined };
  const submit = () => act(() => safe.removeUnit(unit.unitId, heirs), t('org.done.remove', { name: unit.name }));
  return (
    <OrgForm
      title={t('org.remove.title', { name: unit.name })}
      hint={t('org.remove.hint')}
      action={t('org.act.remove')}
      submit={submit}
      onClose={onClose}
    >
      {people > 0 && (
        <NativeSelect
          label={t('org.remove.people', { count: people })}
          value={peopleTo}
          data={[{ value: '', label: t('org.remove.peopleEnd') }, ...unitOptions(view, new Set([unit.unitId]))]}
          onChange={({ currentTarget }) => setPeopleTo(currentTarget.value)}
        />
      )}
      {below > 0 && (
        <NativeSelect
          label={t('org.remove.units', { count: below })}
          value={unitsTo}
          data={[{ value: '', label: t('org.directly') }, ...unitOptions(view, subtreeOf(view, unit.unitId))]}
          onChange={({ currentTarget }) => setUnitsTo(currentTarget.value)}
        />
      )}
    </OrgForm>
  );
}
