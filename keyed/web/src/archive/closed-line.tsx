import { Button, Kbd } from '@mantine/core';
import type { PersonView } from '@siegel/safe';
import type { KeyboardEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { useArchiving } from './use-archiving.ts';

/** Stands in the place of the command line while the person is in the archive: says why nothing is written, and brings them back. What was
 *  typed before stays a draft (PM47). */
export function ClosedLine({
  personId,
  archived,
  onUp,
  ref,
}: {
  personId: string;
  archived: NonNullable<PersonView['archived']>;
  onUp: () => void;
  ref: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation();
  const { failure, set } = useArchiving(personId);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowUp') return;
    event.preventDefault();
    onUp();
  }
  return (
    <section className="command" aria-label={t('command.label')}>
      <FailureNote failure={failure} title={t('archive.failed')} />
      <div className="command-line closed">
        <Icon name="folder" small />
        <input
          ref={ref}
          className="command-text"
          aria-label={t('archive.closedLine')}
          aria-disabled
          readOnly
          value={t(archived.mayBringBack ? 'archive.closed' : 'archive.closedForYou')}
          onKeyDown={onKeyDown}
        />
        {archived.mayBringBack && (
          <Button size="xs" onClick={() => void set('bringBack')} rightSection={<Kbd>Alt B</Kbd>}>
            {t('archive.bringBackShort')}
          </Button>
        )}
      </div>
    </section>
  );
}
