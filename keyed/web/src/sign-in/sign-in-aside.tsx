import type { SafeStatus } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import type { DemoNotice } from '../shell/demo-notice.ts';

/** Beside the form: what is sealed and where, whether the server answers, and the way to the demo page. */
export function SignInAside({ status, demo }: { status: SafeStatus; demo: DemoNotice | undefined }) {
  const { t } = useTranslation();
  const promises = ['content', 'password', 'keys', 'search'] as const;
  return (
    <aside className="sign-in-aside" aria-label={t('signIn.aside')}>
      {demo !== undefined && (
        <section>
          <h2>{t('demo.title')}</h2>
          <p className="d">
            {t('demo.text')} <a href={demo.page}>{t('demo.link')}</a>
          </p>
        </section>
      )}
      <section>
        <h2>{t('signIn.sealedTitle')}</h2>
        <ul>
          {promises.map((promise) => (
            <li key={promise} className="fact">
              <span className="ok">
                <Icon name="check" small />
              </span>
              <span>{t(`signIn.promise.${promise}`)}</span>
              <span className="d">{t(`signIn.promise.${promise}How`)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('signIn.stateTitle')}</h2>
        <ServerFact status={status} />
      </section>
    </aside>
  );
}

/** Nothing is claimed of the server before the safe has said so itself. */
function ServerFact({ status }: { status: SafeStatus }) {
  const { t } = useTranslation();
  const word = status.clientVersion === '' ? 'checking' : status.online ? 'reachable' : 'unreachable';
  const isFine = word !== 'unreachable';
  return (
    <div className="fact">
      <span className={word === 'checking' ? 'm' : isFine ? 'ok' : 'warn'}>
        <Icon name={word === 'checking' ? 'refresh' : isFine ? 'check' : 'alert'} small />
      </span>
      <span>{t('signIn.server')}</span>
      <span className={isFine ? 'd' : 'warn n'}>{t(`signIn.${word}`)}</span>
    </div>
  );
}
