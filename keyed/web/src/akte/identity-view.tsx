import type { PersonView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EditingContext, useEditing } from '../editing/editing-context.ts';
import { StateBlock } from '../parts/state-block.tsx';
import { useKeys } from '../shell/use-keys.ts';
import { AktePane, type Pane } from './akte-pane.tsx';
import { PersonPanel } from './person-panel.tsx';

/** An open Akte for whoever sees who the person is and opens nothing that was written (RO21). */
export function IdentityView({ personId, view }: { personId: string; view: PersonView }) {
  const { t } = useTranslation();
  const [pane, setPane] = useState<Pane>();
  const signs = useEditing();
  const show = (shows: 'server' | 'history') => setPane({ shows, of: personId });
  useKeys({ 'Alt+KeyV': () => show('server'), 'Alt+KeyH': () => show('history') });
  return (
    <EditingContext value={signs}>
      <div className={pane === undefined ? 'akte' : 'akte with-pane'}>
        <PersonPanel
          view={view}
          tools={{
            onChange: undefined,
            onCave: undefined,
            onHistory: () => show('history'),
            onServerView: () => show('server'),
            onSight: undefined,
          }}
        />
        <div className="mid">
          <StateBlock icon="lock" title={t('roles.identityOnly.title')}>
            {t('roles.identityOnly.text')}
          </StateBlock>
        </div>
        {pane !== undefined && (
          <AktePane pane={pane} personId={personId} view={view} onClose={() => setPane(undefined)} />
        )}
      </div>
    </EditingContext>
  );
}
