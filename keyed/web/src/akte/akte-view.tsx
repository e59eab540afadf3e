import type { PersonView } from '@siegel/safe';
import { useState } from 'react';
import { ServerViewPane } from '../server-view/server-view-pane.tsx';
import { useKeys } from '../shell/use-keys.ts';
import { AkteTable } from './akte-table.tsx';
import type { Drafts } from './drafts.ts';
import { PersonPanel } from './person-panel.tsx';

/** What the pane beside the table shows. */
type Pane = 'closed' | 'person' | 'eintrag';

/** An open Akte: person panel, table, command line, and beside them what the server sees of one record. */
export function AkteView({ personId, view, drafts }: { personId: string; view: PersonView; drafts: Drafts }) {
  const [activeId, setActiveId] = useState<string>();
  const [pane, setPane] = useState<Pane>('closed');
  useKeys({
    'Alt+KeyV': () => setPane(pane !== 'closed' ? 'closed' : activeId === undefined ? 'person' : 'eintrag'),
  });
  // The open pane follows the selection.
  const paneRecordId = pane === 'eintrag' && activeId !== undefined ? activeId : personId;
  return (
    <div className={pane === 'closed' ? 'akte' : 'akte with-pane'}>
      <PersonPanel view={view} onServerView={() => setPane('person')} />
      <AkteTable
        personId={personId}
        view={view}
        drafts={drafts}
        activeId={activeId}
        onActive={(recordId) => {
          setActiveId(recordId);
          setPane((shown) => (shown === 'closed' ? shown : 'eintrag'));
        }}
        onServerView={(recordId) => {
          setActiveId(recordId);
          setPane('eintrag');
        }}
      />
      {pane !== 'closed' && (
        <ServerViewPane
          recordId={paneRecordId}
          versions={view.eintraege.find(({ recordId }) => recordId === paneRecordId)?.versions ?? 0}
          onClose={() => setPane('closed')}
        />
      )}
    </div>
  );
}
