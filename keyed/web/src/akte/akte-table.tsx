import type { PersonView } from '@siegel/safe';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AttachButtons } from '../attachments/attach-buttons.tsx';
import { UnfinishedList } from '../attachments/unfinished-list.tsx';
import { UploadList } from '../attachments/upload-list.tsx';
import { later } from '../shell/later.ts';
import { localDay } from '../text/format.ts';
import { type AkteFilter, type AkteLine, SHOW_ALL } from './akte-lines.ts';
import { CommandInput } from './command-input.tsx';
import { kuerzelNamed } from './command-line.ts';
import type { CommandInputProps } from './command-props.ts';
import type { Drafts } from './drafts.ts';
import { EintragEditor } from './eintrag-editor.tsx';
import { EintragList, type EintragListHandle, type EintragTools } from './eintrag-list.tsx';
import { useHouseTypes } from './entry-types.ts';
import { FilterBar } from './filter-bar.tsx';
import { NewRows } from './new-rows.tsx';
import { NothingShown } from './nothing-shown.tsx';
import { Ticked, useTicking } from './ticked.tsx';
import { PinnedRows } from './pinned-rows.tsx';
import { useFiles } from './use-files.ts';
import { usePins } from './use-pins.ts';
import { useRows } from './use-rows.ts';
import { focusSoon } from '../parts/focus-soon.ts';

const ClosedLine = later(async () => (await import('../archive/closed-line.tsx')).ClosedLine);

/** What the table works on; the selection belongs to the Akte as a whole. */
export interface AkteTableProps {
  readonly personId: string;
  readonly userName: string;
  readonly view: PersonView;
  readonly drafts: Drafts;
  readonly activeId: string | undefined;
  readonly onActive: (recordId: string) => void;
  readonly tools: Omit<EintragTools, 'onPin'>;
}

/** Filters, rows and command line of an Akte. */
export function AkteTable(props: AkteTableProps) {
  const { personId, userName, view, drafts } = props;
  const { t } = useTranslation();
  const { typed } = useHouseTypes();
  const pins = usePins(personId, view);
  const list = useRef<EintragListHandle>(null);
  const editing = useEditing(props, list);
  const filterField = useRef<HTMLInputElement>(null);
  const commandField = useRef<HTMLInputElement>(null);
  const { filter, setFilter, held, lines, wrote, write } = useRows(props, list);
  const ticking = useTicking(lines, props.activeId, list);
  useEffect(() => commandField.current?.focus(), []);
  const files = useFiles(personId, wrote);
  const { archived } = view;
  const onUp = () => list.current?.row()?.focus();
  const toLine = () => commandField.current?.focus();

  return (
    <section className="mid" aria-label={t('akte.label')} {...(archived === undefined && files.drop.handlers)}>
      {files.drop.isOver && <div className="drop-here">{t('file.drop')}</div>}
      <FilterBar eintraege={held.shown} {...{ filter, filterField }} onFilter={setFilter} shownCount={lines.length} />
      <PinnedRows
        {...{ view, pins }}
        onShow={(recordId) => showPinned(recordId, { lines, setFilter, list, onActive: props.onActive })}
      />
      <NothingShown all={held.shown.length} shown={lines.length} onShowAll={() => setFilter(SHOW_ALL)} />
      <EintragList
        ref={list}
        lines={lines}
        today={localDay(Date.now())}
        activeId={props.activeId}
        editingId={editing.id}
        onActive={props.onActive}
        onChange={archived === undefined ? editing.begin : toLine}
        tools={archived === undefined ? { ...props.tools, onPin: pins.toggle } : closedTools(props.tools, toLine)}
        {...ticking.ofList}
        onLeave={toLine}
        onFilter={() => filterField.current?.focus()}
        editor={({ eintrag }) => (
          <EintragEditor {...{ eintrag, drafts, write }} ownStep={view.may.ownStep} onClose={editing.close} />
        )}
      />
      <NewRows waiting={held.waiting} onShow={held.release} />
      <Ticked {...{ personId, userName, view }} {...ticking.ofBar} />
      {archived === undefined ? (
        <CommandFoot
          ref={commandField}
          {...{ drafts, personId, files, onUp }}
          ownStep={view.may.ownStep}
          onWrite={(kuerzel, value) =>
            write({ kind: (kuerzelNamed(kuerzel, typed) ?? kuerzelNamed(kuerzel))?.kind ?? 'note', value })
          }
        />
      ) : (
        <Suspense>
          <ClosedLine ref={commandField} {...{ personId, archived, onUp }} />
        </Suspense>
      )}
    </section>
  );
}

/** Below the rows: files on their way, and the command line. */
function CommandFoot({ files, ...line }: Omit<CommandInputProps, 'attach'> & { files: ReturnType<typeof useFiles> }) {
  return (
    <>
      <UnfinishedList unfinished={files.unfinished} onChoose={files.choose} onGiveUp={files.giveUp} />
      <UploadList uploads={files.uploads} {...files.actions} />
      <CommandInput {...line} attach={<AttachButtons ref={files.buttons} onFiles={files.take} />} />
    </>
  );
}

/** In the archive what would write leads to the line that says why not, and how to bring the person back (PM47). */
function closedTools(tools: AkteTableProps['tools'], toLine: () => void): EintragTools {
  return { ...tools, onMove: toLine, onFreigabe: toLine, onPin: toLine };
}

/** A pinned row is shown in its place; a filter that hides it gives way. */
function showPinned(
  recordId: string,
  at: {
    readonly lines: readonly AkteLine[];
    readonly setFilter: (filter: AkteFilter) => void;
    readonly list: { readonly current: EintragListHandle | null };
    readonly onActive: (recordId: string) => void;
  },
): void {
  if (!at.lines.some(({ eintrag }) => eintrag.recordId === recordId)) at.setFilter(SHOW_ALL);
  at.onActive(recordId);
  requestAnimationFrame(() => at.list.current?.show(recordId));
}

/** Which Eintrag is being changed. A change that was open when the workspace locked opens again. */
function useEditing({ view, drafts, tools }: AkteTableProps, list: { readonly current: EintragListHandle | null }) {
  const [id, setId] = useState<string | undefined>(
    () => view.eintraege.find(({ recordId }) => drafts.get(recordId) !== undefined)?.recordId,
  );
  // What is released takes no change: what somebody has to say goes under it.
  const isReleased = (of: string) => view.eintraege.find((one) => one.recordId === of)?.freigabe?.state === 'released';
  const begin = (of: string) => (isReleased(of) ? tools.onFreigabe('nachtrag', of) : setId(of));
  function close(): void {
    setId(undefined);
    focusSoon(() => list.current?.row());
  }
  return { id, begin, close };
}
