import i18next from 'i18next';
import { expect, test } from 'vitest';
import { startTexts } from './i18n.ts';

async function started(stored: string | null) {
  const page = { lang: '' };
  const isReady = startTexts({ getItem: () => stored }, page);
  const first = i18next.t('signIn.submit');
  await isReady;
  return { first, after: i18next.t('signIn.submit'), lang: page.lang };
}

test('[WB57] German is there at once; English is fetched for who chose it, and its texts are shown from the first screen on', async () => {
  expect(await started(null)).toEqual({ first: 'Anmelden', after: 'Anmelden', lang: 'de' });
  expect(await started('fr')).toEqual({ first: 'Anmelden', after: 'Anmelden', lang: 'de' });
  expect(await started('en')).toEqual({ first: 'Anmelden', after: 'Sign in', lang: 'en' });
});
