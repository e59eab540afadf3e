import { useMantineColorScheme } from '@mantine/core';
import type { SafeStatus } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import type { Command } from '../search/command.ts';
import { switchLanguage } from '../text/i18n.ts';
import { useLanguage } from '../text/language.ts';
import type { Place } from '../place/place.ts';
import { areasOf } from './areas.ts';

/** What the commands act on. */
export interface CommandTargets {
  readonly status: SafeStatus;
  readonly go: (place: Place) => void;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
  readonly onHelp: () => void;
  readonly onDevice: () => void;
  /** Hides names, or shows them again. */
  readonly onHide: () => void;
  readonly isHidden: boolean;
  /** The person whose Akte is on screen. */
  readonly personId: string | undefined;
}

/** Everything that can be done from everywhere, with its key. */
export function useCommands({ go, onLock, onSignOut, personId, ...of }: CommandTargets): readonly Command[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const otherLanguage = language === 'de' ? 'en' : 'de';
  return [
    ...areasOf(of.status).map(({ place, text, keys }) => ({
      id: place.page,
      label: t(text),
      ...(keys !== undefined && { keys }),
      run: () => go(place),
    })),
    ...(personId === undefined
      ? []
      : [{ id: 'log-of-person', label: t('log.ofPerson'), run: () => go({ page: 'log', personId }) }]),
    { id: 'lock', label: t('shell.lock'), keys: 'F9', run: onLock },
    { id: 'sign-out', label: t('shell.signOut'), run: onSignOut },
    { id: 'help', label: t('shell.help'), keys: 'F1', run: of.onHelp },
    { id: 'device', label: t('device.title'), keys: 'Alt S', run: of.onDevice },
    { id: 'hidden', label: t(of.isHidden ? 'hidden.show' : 'hidden.title'), keys: 'Alt U', run: of.onHide },
    { id: 'light', label: t('scheme.light'), run: () => setColorScheme('light') },
    { id: 'dark', label: t('scheme.dark'), run: () => setColorScheme('dark') },
    { id: 'auto', label: t('scheme.auto'), run: () => setColorScheme('auto') },
    {
      id: 'language',
      label: t('language.other'),
      run: () => void switchLanguage(otherLanguage, window.localStorage),
    },
  ];
}
