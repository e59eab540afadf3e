import { later } from '../shell/later.ts';
import { Button } from '@mantine/core';
import type { PersonView } from '@siegel/safe';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';

const SiteJobDialog = later(async () => (await import('./site-job-dialog.tsx')).SiteJobDialog);

/** What can be done with the Akten of one person: an Akte at a further site, and moving one to another (BS6, BS7). Nothing for whoever
 *  belongs to one site only. */
export function SiteActs({ view: { person, writesAt, akten, may } }: { view: PersonView }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'move' | 'add'>();
  if (!may.write || writesAt.length < 2) return null;
  const acts = [
    ...(writesAt.some(({ hasAkte }) => !hasAkte) ? (['add'] as const) : []),
    ...(akten.length > 0 ? (['move'] as const) : []),
  ];
  return (
    <>
      {acts.map((act) => (
        <Button
          key={act}
          variant="subtle"
          size="xs"
          leftSection={<Icon name={act === 'add' ? 'plus' : 'move'} small />}
          onClick={() => setAsked(act)}
        >
          {t(`aktenSites.${act}`)}
        </Button>
      ))}
      {asked !== undefined && (
        <Suspense>
          <SiteJobDialog does={asked} person={person} akten={akten} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
    </>
  );
}
