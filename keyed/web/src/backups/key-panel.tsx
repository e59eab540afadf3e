import { Button } from '@mantine/core';
import type { BackupKeyView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { Token } from '../parts/token.tsx';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { useWhen } from './when.ts';

/** Who can open backups, since when, by whom; and the keys of before, which open what was made then (BK41). */
export function KeyPanel({
  keys: [newest, ...earlier],
  onShow,
}: {
  keys: readonly BackupKeyView[];
  onShow: (keyId: string) => void;
}) {
  const { t } = useTranslation();
  if (newest === undefined) return null;
  const active = newest.holders.filter(({ isActive }) => isActive).length;
  return (
    <aside className="backup-side" aria-label={t('backups.key.title')}>
      {active < 2 && (
        <Note icon="alert" tone="warn">
          <b className="n">{t(active === 0 ? 'backups.key.nobody' : 'backups.key.onlyOne')}</b>{' '}
          {t(active === 0 ? 'backups.key.nobodyHint' : 'backups.key.onlyOneHint')}
        </Note>
      )}
      <section className="panel backup-key">
        <h2>
          <Icon name="key" small /> {t('backups.key.title')}
        </h2>
        <NewestKey newest={newest} />
      </section>
      {earlier.length > 0 && <EarlierKeys keys={[newest, ...earlier]} onShow={onShow} />}
      <p className="m t12">{t('backups.key.truth')}</p>
    </aside>
  );
}

function NewestKey({ newest }: { newest: BackupKeyView }) {
  const { t } = useTranslation();
  const when = useWhen();
  const { holders, enteredAtMs, enteredBy, recipient } = newest;
  return (
    <>
      <h3 className="m t12">{t('backups.key.holds')}</h3>
      <ul className="backup-holders">
        {holders.map(({ userId, name, isActive }) => (
          <li key={userId} className={isActive ? undefined : 'm'}>
            <Token name={name} />
            <span className="el">{name}</span>
            {!isActive && <span className="chip">{t('backups.key.gone')}</span>}
          </li>
        ))}
      </ul>
      <p className="m t12">{t('backups.key.since', { when: when(enteredAtMs), by: enteredBy })}</p>
      <h3 className="m t12">{t('backups.key.recipient')}</h3>
      <p className="mono backup-recipient">{recipient}</p>
    </>
  );
}

function EarlierKeys({ keys, onShow }: { keys: readonly BackupKeyView[]; onShow: (keyId: string) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const day = (atMs: number) => formatDay(localDay(atMs), language);
  return (
    <details className="panel backup-earlier">
      <summary>
        {t('backups.key.earlier')} <span className="m">{keys.length - 1}</span>
      </summary>
      <ul>
        {keys.slice(1).map(({ keyId, enteredAtMs, holders, isOwn }, at) => (
          <li key={keyId}>
            <span className="t12">
              {t('backups.key.earlierLine', {
                from: day(enteredAtMs),
                until: day(keys[at]?.enteredAtMs ?? enteredAtMs),
                names: holders.map(({ name }) => name).join(', '),
              })}
            </span>
            {isOwn && (
              <Button size="xs" onClick={() => onShow(keyId)}>
                {t('backups.key.showEarlier')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
