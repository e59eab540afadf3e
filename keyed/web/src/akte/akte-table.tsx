import { Button } from '@mantine/core';
import type { PersonView } from '@siegel/safe';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AttachButtons, type AttachHandle } from '../attachments/attach-buttons.tsx';
import { UnfinishedList } from '../attachments/unfinished-list.tsx';
import { UploadList } from '../attachments/upload-list.tsx';
import { useUnfinished } from '../attachments/use-unfinished.ts';
import { useDrop } from '../attachments/use-drop.ts';
import { useUploads } from '../attachments/use-uploads.ts';
import { StateBlock } from '../parts/state-block.tsx';
import { useKeys } from '../shell/use-keys.ts';
import { localDay } from '../text/format.ts';
import { type AkteFilter, akteLines, SHOW_ALL } from './akte-lines.ts';
import { CommandInput } from './command-input.tsx';
import { kuerzelNamed } from './command-line.ts';
import type { Drafts } from './drafts.ts';
import { EintragEditor } from './eintrag-editor.tsx';
import { EintragList, type EintragListHandle, type EintragTools } from './eintrag-list.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useHeldBack } from './use-held-back.ts';
import { useShowWritten } from './use-show-written.ts';
import { useWrite } from './use-write.ts';

/** What the table works on; the selection belongs to the Akte as a whole. */
export interface AkteTableProps {
  readonly personId: string;
  readonly view: PersonView;
  readonly drafts: Drafts;
  readonly activeId: string | undefined;
  readonly onActive: (recordId: string) => void;
  readonly tools: EintragTools;
}

/** Filters, rows and command line of an Akte. */
export function AkteTable(props: AkteTableProps) {
  const { personId, view, drafts } = props;
  const { t } = useTranslation();
  const [filter, setFilter] = useState<AkteFilter>(SHOW_ALL);
  const editing = useEditing(view, drafts);
  const list = useRef<EintragListHandle>(null);
  const filterField = useRef<HTMLInputElement>(null);
  const commandField = useRef<HTMLInputElement>(null);
  const held = useHeldBack(view.eintraege, () => list.current?.isAtEnd() ?? true);
  const lines = useMemo(() => akteLines(held.shown, filter), [held.shown, filter]);
  const showWritten = useShowWritten(lines, list);
  const write = useWrite(personId, (recordId) => {
    showWritten(recordId);
    held.wrote(recordId);
  });
  useEffect(() => commandField.current?.focus(), []);
  // What is released takes no change: what somebody has to say goes under it.
  const isReleased = (id: string) => view.eintraege.find((one) => one.recordId === id)?.freigabe?.state === 'released';
  function closeEditor(): void {
    editing.end();
    requestAnimationFrame(() => list.current?.focus());
  }

  const files = useFiles(personId, (recordId) => {
    showWritten(recordId);
    held.wrote(recordId);
  });

  return (
    <section className="mid" aria-label={t('akte.label')} {...files.drop.handlers}>
      {files.drop.isOver && <div className="drop-here">{t('file.drop')}</div>}
      <FilterBar eintraege={held.shown} {...{ filter, filterField }} onFilter={setFilter} shownCount={lines.length} />
      <NothingShown all={held.shown.length} shown={lines.length} onShowAll={() => setFilter(SHOW_ALL)} />
      <EintragList
        ref={list}
        lines={lines}
        today={localDay(Date.now())}
        activeId={props.activeId}
        editingId={editing.id}
        onActive={props.onActive}
        onChange={(recordId) =>
          isReleased(recordId) ? props.tools.onFreigabe('nachtrag', recordId) : editing.begin(recordId)
        }
        tools={props.tools}
        onLeave={() => commandField.current?.focus()}
        onFilter={() => filterField.current?.focus()}
        editor={({ eintrag }) => <EintragEditor {...{ eintrag, drafts, write }} onClose={closeEditor} />}
      />
      <NewRows waiting={held.waiting} onShow={held.release} />
      <UnfinishedList unfinished={files.unfinished} onChoose={files.choose} onGiveUp={files.giveUp} />
      <UploadList uploads={files.uploads} {...files.actions} />
      <CommandInput
        ref={commandField}
        attach={<AttachButtons ref={files.buttons} onFiles={files.take} />}
        {...{ drafts, personId }}
        onUp={() => list.current?.focus()}
        onWrite={(kuerzel, value) => write({ kind: kuerzelNamed(kuerzel)?.kind ?? 'note', value })}
      />
    </section>
  );
}

/** Files on their way into this Akte, and the ways to hand one over. Each goes to the day of today. */
function useFiles(personId: string, onAttached: (recordId: string) => void) {
  const { uploads, queue, cancel } = useUploads(personId, onAttached);
  const take = (files: readonly File[]) => queue.add(files, localDay(Date.now()));
  const buttons = useRef<AttachHandle>(null);
  const choose = () => buttons.current?.choose();
  useKeys({ 'Alt+KeyA': choose });
  const cutOff = useUnfinished(personId, uploads);
  const actions = {
    onCancel: cancel,
    onAgain: (id: string) => queue.again(id),
    onDismiss: (id: string) => queue.remove(id),
  };
  return { uploads, ...cutOff, take, choose, actions, buttons, drop: useDrop(take) };
}

/** Which Eintrag is being changed. A change that was open when the workspace locked opens again. */
function useEditing(view: PersonView, drafts: Drafts) {
  const [id, setId] = useState<string | undefined>(
    () => view.eintraege.find(({ recordId }) => drafts.get(recordId) !== undefined)?.recordId,
  );
  return { id, begin: setId, end: () => setId(undefined) };
}

function NothingShown({ all, shown, onShowAll }: { all: number; shown: number; onShowAll: () => void }) {
  const { t } = useTranslation();
  if (shown > 0) return null;
  if (all === 0) {
    return (
      <StateBlock icon="list" title={t('akte.empty')}>
        {t('akte.emptyHint')}
      </StateBlock>
    );
  }
  const action = <Button onClick={onShowAll}>{t('filter.showAll')}</Button>;
  return (
    <StateBlock icon="find" title={t('filter.nothing')} action={action}>
      {t('filter.nothingHint', { count: all })}
    </StateBlock>
  );
}

function NewRows({ waiting, onShow }: { waiting: number; onShow: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="new-rows" role="status">
      {waiting > 0 && (
        <Button variant="filled" onClick={onShow}>
          {t('akte.newRows', { count: waiting })}
        </Button>
      )}
    </div>
  );
}
