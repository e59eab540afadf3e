import { Button } from '@mantine/core';
import type { SafeStatus } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { DemoMark } from '../parts/demo-mark.tsx';
import { Icon } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { formatCount } from '../text/format.ts';

/** The safe has found that the server contradicts itself (a fork, a shortened log) and goes no further. There is no way
 *  to carry on from here: what is shown could be false. */
export function RefusalScreen({
  status,
  isDemo,
  onSignOut,
}: {
  status: SafeStatus;
  isDemo: boolean;
  onSignOut: () => void;
}) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const code = status.refusal ?? 'INTERNAL';
  return (
    <div className="locked refused">
      <header>
        <Mark />
        <b className="t14">Siegel</b>
        <DemoMark shown={isDemo} />
      </header>
      <main className="locked-main">
        <section className="refusal" role="alert">
          <span className="bad refusal-sign">
            <Icon name="broken" />
          </span>
          <h1>{t('refusal.title')}</h1>
          <p className="refusal-reason">{failureText({ code })}</p>
          <ol>
            <li>{t('refusal.step1')}</li>
            <li>{t('refusal.step2')}</li>
            <li>{t('refusal.step3')}</li>
          </ol>
          <dl className="dl refusal-facts">
            <div>
              <dt>{t('refusal.code')}</dt>
              <dd className="mono">{code}</dd>
            </div>
            <div>
              <dt>{t('refusal.seen')}</dt>
              <dd>{t('refusal.entries', { entries: formatCount(status.journalSize) })}</dd>
            </div>
            <div>
              <dt>{t('refusal.version')}</dt>
              <dd>{status.clientVersion}</dd>
            </div>
            {status.queued > 0 && (
              <div>
                <dt>{t('refusal.queued')}</dt>
                <dd>{t('status.queued', { count: status.queued })}</dd>
              </div>
            )}
          </dl>
          <Button onClick={onSignOut}>{t('shell.signOut')}</Button>
        </section>
      </main>
    </div>
  );
}
