import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Command } from '../search/command.ts';
import { switchLanguage } from '../text/i18n.ts';
import { useLanguage } from '../text/language.ts';

/** What the commands act on. */
export interface CommandTargets {
  readonly onHome: () => void;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
  readonly onHelp: () => void;
  readonly onNewPerson: () => void;
  readonly onSheet: () => void;
}

/** Everything that can be done from everywhere, with its key. */
export function useCommands({
  onHome,
  onLock,
  onSignOut,
  onHelp,
  onNewPerson,
  onSheet,
}: CommandTargets): readonly Command[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const otherLanguage = language === 'de' ? 'en' : 'de';
  return [
    { id: 'home', label: t('shell.akten'), keys: 'F4', run: onHome },
    { id: 'new-person', label: t('home.newPerson'), keys: 'Alt N', run: onNewPerson },
    { id: 'sheet', label: t('sheetAgain.title'), run: onSheet },
    { id: 'lock', label: t('shell.lock'), keys: 'F9', run: onLock },
    { id: 'sign-out', label: t('shell.signOut'), run: onSignOut },
    { id: 'help', label: t('shell.help'), keys: 'F1', run: onHelp },
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
