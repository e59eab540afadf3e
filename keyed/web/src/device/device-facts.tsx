import type { SafeStatus } from '@siegel/safe';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { shortFingerprint } from './fingerprint-text.ts';
import { useRelease } from './release-context.ts';

type Tone = '' | 'w' | 'b' | 'o';

/** The state of this device, one statement per line, each with what it means. */
export function DeviceFacts({ status }: { status: SafeStatus }) {
  const { t } = useTranslation();
  return (
    <dl className="facts">
      <Fact name={t('device.sealed')} value={t('device.sealedValue')} hint={t('device.sealedHint')} />
      <Fact
        name={t('device.line')}
        tone={status.online ? '' : 'w'}
        value={t(status.online ? 'status.online' : 'device.offline')}
        hint={t(status.online ? 'device.lineHint' : 'device.offlineHint')}
      />
      <SentFact status={status} />
      <Fact
        name={t('device.proof')}
        tone={status.level === 'attributed' ? '' : status.level === 'bound' ? 'o' : 'w'}
        value={t(`status.level.${status.level}`)}
        hint={t(`status.levelHint.${status.level}`)}
      />
      <Fact
        name={t('device.copies')}
        tone={status.deviceFull === true ? 'b' : ''}
        value={status.deviceFull === true ? t('device.full') : t('device.copiesValue', { count: status.copies ?? 0 })}
        hint={t(status.deviceFull === true ? 'device.fullHint' : 'device.copiesHint')}
      />
      <ProgramFact status={status} />
    </dl>
  );
}

function SentFact({ status: { queued, refused, versionGap } }: { status: SafeStatus }) {
  const { t } = useTranslation();
  const value =
    refused > 0
      ? t('status.refused', { count: refused })
      : queued > 0
        ? t('status.queued', { count: queued })
        : t('status.saved');
  const hint = versionGap === undefined ? t('device.sentHint') : t(`device.gap.${versionGap}`);
  return <Fact name={t('device.sent')} tone={refused > 0 ? 'b' : queued > 0 ? 'w' : ''} value={value} hint={hint} />;
}

/** Version and fingerprint of the program: of the files that are kept and checked here, or, where nothing is, what the server says. */
function ProgramFact({ status }: { status: SafeStatus }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { active, offered, isKept } = useRelease();
  const known = active ?? offered;
  const version = t('signIn.version', { version: known?.version ?? status.clientVersion });
  const since = active === undefined ? '' : formatDay(localDay(active.sinceMs), language);
  return (
    <Fact
      name={t('device.program')}
      tone={isKept ? '' : 'w'}
      value={version}
      hint={isKept ? t('device.kept', { since }) : t('device.notKept')}
    >
      {known !== undefined && (
        <span className="mono" title={known.fingerprint}>
          {shortFingerprint(known.fingerprint)}
        </span>
      )}
      {active !== undefined && (
        <span className="m">
          {active.key === undefined ? t('device.unsigned') : t('device.signed', { key: active.key.slice(0, 12) })}
        </span>
      )}
    </Fact>
  );
}

function Fact({
  name,
  value,
  hint,
  tone = '',
  children,
}: {
  name: string;
  value: string;
  hint: string;
  tone?: Tone;
  children?: ReactNode;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className="row">
          <i className={`dot ${tone}`} />
          <b className="n">{value}</b>
          {children}
        </span>
        <span className="m t12">{hint}</span>
      </dd>
    </div>
  );
}
