import { Button, TextInput } from '@mantine/core';
import type { DeviceView, SessionView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import type { Change } from './change.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

const SHORT_ID = 8;

/** Devices and where they are signed in: own ones, for an administrator those of everybody. */
export function DeviceList({
  devices,
  isAdministrator,
  change,
}: {
  devices: readonly DeviceView[];
  isAdministrator: boolean;
  change: Change;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [leaving, setLeaving] = useState<DeviceView>();
  return (
    <section className="access-part" aria-label={t('access.devices')}>
      <h2>{t(isAdministrator ? 'access.allDevices' : 'access.devices')}</h2>
      <p className="d">{t('access.devicesHint')}</p>
      <ul className="access-rows">
        {devices.map((device) => (
          <DeviceRow key={device.deviceId} device={device} change={change} onRemove={() => setLeaving(device)} />
        ))}
      </ul>
      {leaving !== undefined && (
        <ConfirmDialog
          title={t('access.removeDeviceTitle', { device: titleOf(leaving) })}
          text={t('access.removeDeviceText')}
          action={t('access.removeDevice')}
          onConfirm={() => void change(() => safe.removeDevice(leaving.deviceId))}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </section>
  );
}

function DeviceRow({ device, change, onRemove }: { device: DeviceView; change: Change; onRemove: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const safe = useSafe();
  const [isNaming, setIsNaming] = useState(false);
  return (
    <li className="device-row">
      <Icon name="server" small />
      <span>
        {isNaming ? (
          <NameForm
            device={device}
            onName={(name) => {
              setIsNaming(false);
              void change(() => safe.nameDevice(device.deviceId, name));
            }}
            onClose={() => setIsNaming(false)}
          />
        ) : (
          <b className="n">{device.name === '' ? t('access.unnamed') : device.name}</b>
        )}
        {device.isThis && !isNaming && <span className="chip acc">{t('access.thisDevice')}</span>}
        <span className="m t12 access-what">
          <span>{device.userName}</span>
          <span className="mono">{shortId(device)}</span>
          <span>{t('access.entered', { at: formatMoment(device.enteredAtMs, language) })}</span>
          {!isNaming && (
            <button type="button" className="link" onClick={() => setIsNaming(true)}>
              {t(device.name === '' ? 'access.giveName' : 'access.rename')}
            </button>
          )}
        </span>
        {device.sessions.length === 0 && <span className="session-line t12">{t('access.notSignedIn')}</span>}
        {device.sessions.map((session) => (
          <SessionLine
            key={session.id}
            session={session}
            onEnd={() => void change(() => safe.endSession(session.id))}
          />
        ))}
      </span>
      {!device.isThis && (
        <Button variant="subtle" onClick={onRemove}>
          {t('access.removeDevice')}
        </Button>
      )}
    </li>
  );
}

function SessionLine({ session, onEnd }: { session: SessionView; onEnd: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <span className="session-line t12">
      <i className="dot" />
      {t('access.session', {
        at: formatMoment(session.createdAtMs, language),
        seen: formatMoment(session.seenAtMs, language),
      })}
      {session.isThis ? (
        <span className="m">{t('access.thisSession')}</span>
      ) : (
        <button type="button" className="link" onClick={onEnd}>
          {t('access.endSession')}
        </button>
      )}
    </span>
  );
}

/** A field in place of the name; Esc leaves it as it was. */
function NameForm({
  device,
  onName,
  onClose,
}: {
  device: DeviceView;
  onName: (name: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(device.name);
  return (
    <form
      className="name-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onName(name);
      }}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <TextInput
        aria-label={t('access.nameOf', { device: titleOf(device) })}
        autoFocus
        maxLength={60}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled">
        {t('access.saveName')}
      </Button>
      <Button onClick={onClose}>{t('access.cancel')}</Button>
    </form>
  );
}

function titleOf(device: DeviceView): string {
  return device.name === '' ? shortId(device) : device.name;
}

/** The beginning of its id tells a device from others of the same name. */
function shortId({ deviceId }: DeviceView): string {
  return deviceId.slice(0, SHORT_ID).toUpperCase();
}
