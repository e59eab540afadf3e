import { Button } from '@mantine/core';
import type { EntryType } from '@siegel/akten';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/day-list.css';
import '../design/entry-types.css';
import { UndoToast } from '../day-list/undo-toast.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import type { SettingsPartProps } from '../settings/settings-part.ts';
import { EntryTypeForm } from './entry-type-form.tsx';
import { newType } from './new-type.ts';
import { TypeList } from './type-list.tsx';
import { useNameOf } from './use-name-of.ts';
import { useTypeSettings } from './use-type-settings.ts';

/** Types of Eintraege: own ones, and how the house calls and colours built-in ones (ET1). */
export function EntryTypeSettings({ mayChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const nameOf = useNameOf();
  const { lines, unreadable, failure, save, last, undo, dismiss } = useTypeSettings();
  const [edited, setEdited] = useState<EntryType>();
  if (lines === undefined)
    return failure === undefined ? (
      <Skeleton label={t('settings.loading')} lines={6} />
    ) : (
      <FailureNote failure={failure} title={t('settings.notLoaded')} />
    );
  const ofLists = { mayChange, save, onEdit: setEdited };
  const own = lines.filter(({ isBuiltIn }) => !isBuiltIn);
  return (
    <section className="settings-part" aria-labelledby="entry-types">
      <OwnHead mayChange={mayChange} onAdd={() => setEdited(newType(own.length))} />
      <p className="d">{t('entryType.hint')}</p>
      {edited === undefined && <FailureNote failure={failure} title={t('entryType.failed')} />}
      {unreadable > 0 && <p className="warn">{t('entryType.unreadable', { count: unreadable })}</p>}
      {own.length === 0 ? <p className="m">{t('entryType.empty')}</p> : <TypeList types={own} {...ofLists} />}
      <h3>{t('entryType.builtIn')}</h3>
      <p className="d">{t('entryType.builtInHint')}</p>
      <TypeList types={lines.filter(({ isBuiltIn }) => isBuiltIn)} {...ofLists} />
      {edited !== undefined && (
        <EntryTypeForm
          type={edited}
          others={lines}
          failure={failure}
          onClose={() => setEdited(undefined)}
          onSave={async (type) => {
            if (await save([type], t('entryType.saved', { name: nameOf(type) }))) setEdited(undefined);
          }}
        />
      )}
      {last !== undefined && <UndoToast last={last} onUndo={undo} onClose={dismiss} />}
    </section>
  );
}

/** Above the own types: the way to one more. */
function OwnHead({ mayChange, onAdd }: { mayChange: boolean; onAdd: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="row">
      <h3 id="entry-types">{t('entryType.own')}</h3>
      <span className="sp" />
      {mayChange && (
        <Button variant="subtle" leftSection={<Icon name="plus" small />} onClick={onAdd}>
          {t('entryType.add')}
        </Button>
      )}
    </div>
  );
}
