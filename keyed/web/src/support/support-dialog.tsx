import { SUPPORT_AREAS, type SupportArea } from '@siegel/akten';
import { Button, Kbd, TextInput } from '@mantine/core';
import type { HandedInvitation, SupportOverview } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { SiteChoice } from '../people/choices.tsx';
import { HandedOut } from '../people/handed-out.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';

const HOURS = [1, 4, 24, 72, 168] as const;
const DAY = 24;

/** Who of support, for what, for how long; then link and code (SU1). */
export function SupportDialog({ sites, onClose }: { sites: SupportOverview['sites']; onClose: () => void }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<HandedInvitation & { readonly name: string }>();
  return (
    <Dialog isOpen label={t('support.dialog.title')} size={620} onClose={onClose}>
      {made === undefined ? (
        <SupportForm sites={sites} onMade={setMade} onClose={onClose} />
      ) : (
        <HandedOut invitation={made} onDone={onClose} />
      )}
    </Dialog>
  );
}

function SupportForm({
  sites,
  onMade,
  onClose,
}: {
  sites: SupportOverview['sites'];
  onMade: (made: HandedInvitation & { readonly name: string }) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { fields, change, faults, failure, submit } = useSupportWish(sites, onMade);
  return (
    <form
      noValidate
      className="approve invite"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{t('support.dialog.title')}</h2>
      <p className="d">{t('support.dialog.lead')}</p>
      <div className="invite-names">
        <TextInput
          label={t('people.dialog.name')}
          error={faults.name && t('people.dialog.nameMissing')}
          autoComplete="off"
          data-autofocus
          value={fields.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('support.dialog.organisation')}
          autoComplete="off"
          value={fields.organisation}
          onChange={(event) => change({ organisation: event.currentTarget.value })}
        />
      </div>
      <AreaChoice chosen={fields.areas} isMissing={faults.areas} onChoose={(areas) => change({ areas })} />
      {sites.length > 1 && (
        <SiteChoice
          sites={sites}
          chosen={fields.siteIds}
          isMissing={faults.sites}
          onChoose={(siteIds) => change({ siteIds })}
        />
      )}
      <HoursChoice chosen={fields.hours} onChoose={(hours) => change({ hours })} />
      <FailureNote failure={failure} title={t('support.failed')} />
      <div className="row">
        <Button type="submit" variant="filled" rightSection={<Kbd>Enter</Kbd>}>
          {t('support.dialog.submit')}
        </Button>
        <Button onClick={onClose}>{t('people.dialog.cancel')}</Button>
      </div>
    </form>
  );
}

function HoursChoice({ chosen, onChoose }: { chosen: number; onChoose: (hours: number) => void }) {
  const { t } = useTranslation();
  return (
    <label className="support-hours">
      <span>{t('support.dialog.hours')}</span>
      <select value={chosen} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        {HOURS.map((hours) => (
          <option key={hours} value={hours}>
            {hours < DAY ? t('support.dialog.hour', { count: hours }) : t('support.dialog.day', { count: hours / DAY })}
          </option>
        ))}
      </select>
    </label>
  );
}

function AreaChoice({
  chosen,
  isMissing,
  onChoose,
}: {
  chosen: readonly SupportArea[];
  isMissing: boolean;
  onChoose: (areas: readonly SupportArea[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="choices one">
      <legend>{t('support.dialog.areas')}</legend>
      {SUPPORT_AREAS.map((area) => {
        const isChosen = chosen.includes(area);
        return (
          <label key={area} className={isChosen ? 'choice on' : 'choice'}>
            <input
              type="checkbox"
              checked={isChosen}
              onChange={() => onChoose(isChosen ? chosen.filter((one) => one !== area) : [...chosen, area])}
            />
            <span>
              <b className="n">{t(`support.area.${area}`)}</b>
              <span className="m t12 people-what">{t(`support.areaHint.${area}`)}</span>
            </span>
          </label>
        );
      })}
      {isMissing && (
        <p className="mantine-InputWrapper-error" role="alert">
          {t('support.dialog.areaMissing')}
        </p>
      )}
    </fieldset>
  );
}

function useSupportWish(
  sites: SupportOverview['sites'],
  onMade: (made: HandedInvitation & { readonly name: string }) => void,
) {
  const safe = useSafe();
  const [fields, setFields] = useState({
    name: '',
    organisation: '',
    areas: ['technical'] as readonly SupportArea[],
    siteIds: sites.map(({ siteId }) => siteId) as readonly string[],
    hours: 4,
  });
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const missing = {
    name: fields.name.trim() === '',
    areas: fields.areas.length === 0,
    sites: fields.siteIds.length === 0,
  };
  async function submit(): Promise<void> {
    setIsTried(true);
    if (isBusy || missing.name || missing.areas || missing.sites) return;
    setIsBusy(true);
    const made = await safe.inviteSupport(fields);
    setIsBusy(false);
    setFailure(made.ok ? undefined : made.error);
    if (made.ok) onMade({ ...made.value, name: fields.name });
  }
  return {
    fields,
    change: (changed: Partial<typeof fields>) => setFields({ ...fields, ...changed }),
    faults: {
      name: isTried && missing.name,
      areas: isTried && missing.areas,
      sites: isTried && missing.sites,
    },
    failure,
    submit,
  };
}
