import { Kbd } from '@mantine/core';
import type { KnownUser } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { Token } from '../parts/token.tsx';
import { useKeys } from '../shell/use-keys.ts';

const MOST_KEYS = 9;

/** People who work at this device, each one key away (DV31). Names of staff only; whoever is chosen still needs the password. */
export function UserList({
  users,
  current,
  onUser,
  onOther,
}: {
  users: readonly KnownUser[];
  current: string;
  onUser: (user: KnownUser) => void;
  /** Somebody who has not worked here yet; undefined where the name can be typed anyway. */
  onOther?: () => void;
}) {
  const { t } = useTranslation();
  const others = users.filter(({ account }) => account !== current);
  const keys = others.slice(0, MOST_KEYS).map((user, i) => [`Alt+Digit${i + 1}`, () => onUser(user)] as const);
  useKeys({ ...Object.fromEntries(keys), ...(onOther === undefined ? {} : { 'Alt+Digit0': onOther }) });
  if (others.length === 0 && onOther === undefined) return null;
  return (
    <section className="user-list" aria-label={t('devices.switchTo')}>
      <h2>{t('devices.switchTo')}</h2>
      <ul>
        {others.map((user, i) => (
          <li key={user.account}>
            <button type="button" onClick={() => onUser(user)}>
              <Token name={user.displayName} />
              <span className="el">{user.displayName}</span>
              {i < MOST_KEYS && <Kbd>Alt {i + 1}</Kbd>}
            </button>
          </li>
        ))}
        {onOther !== undefined && (
          <li>
            <button type="button" onClick={onOther}>
              <Icon name="user" small />
              <span className="el d">{t('devices.otherPerson')}</span>
              <Kbd>Alt 0</Kbd>
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
