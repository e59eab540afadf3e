import { Button } from '@mantine/core';
import type { FreigabeList } from '@siegel/safe';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/freigabe.css';
import { HouseTypesContext, useEntryTypes } from '../akte/entry-types.ts';
import { focusSoon } from '../parts/focus-soon.ts';
import { focusList } from './focus-list.ts';
import { FreigabeActs } from './freigabe-acts.tsx';
import { FreigabePreview } from './freigabe-preview.tsx';
import type { FreigabeTab } from './freigabe-tabs.ts';
import { FreigabeWaiting } from './freigabe-waiting.tsx';
import { lookedList } from './looked-list.ts';
import { PersonActs } from './person-acts.tsx';
import { useFreigabeList } from './use-freigabe-list.ts';
import { useFreigabeLists } from './use-freigabe-lists.ts';
import { useFreigabeWork } from './use-freigabe-work.ts';

/** "Freigabe": what waits on the left, what is to be released on the right, driven by keys (FG21, FG39). */
export function FreigabeScreen({ journalSize, onGo }: { journalSize: number; onGo: (personId: string) => void }) {
  const { t } = useTranslation();
  const { list: read, failure, load } = useFreigabeList(journalSize);
  const house = useEntryTypes();
  const list = useMemo(() => lookedList(read, house.types), [read, house.types]);
  const lists = useFreigabeLists(list);
  const work = useFreigabeWork(lists.shown, load);
  const note = useRef<HTMLTextAreaElement>(null);
  const [isReturning, setIsReturning] = useState(false);
  const { chosen } = work;
  const ofScreen = {
    ...lists,
    setTab(tab: FreigabeTab): void {
      lists.setTab(tab);
      setIsReturning(false);
      work.leave();
    },
  };
  function beginReturn(): void {
    setIsReturning(true);
    focusSoon(() => note.current);
  }
  function toNeighbour(by: -1 | 1): void {
    const next = lists.neighbour(by);
    if (next === undefined) return;
    ofScreen.setTab(next);
    focusList();
  }
  const acts: Readonly<Record<Act, () => void>> = {
    before: () => toNeighbour(-1),
    behind: () => toNeighbour(1),
    release: () => void work.release(),
    return: () => chosen !== undefined && beginReturn(),
    say: () => void work.sayToPerson(),
    talked: () => void work.talked(),
    open: () => chosen !== undefined && onGo(chosen.personId),
  };
  function onKey(event: KeyboardEvent): void {
    const act = actOfKey(event, { tab: lists.tab, mayRelease: list?.mayRelease === true });
    if (act === undefined) return;
    event.preventDefault();
    acts[act]();
  }
  return (
    <HouseTypesContext value={house}>
      <section className={chosen === undefined ? 'freigabe' : 'freigabe has-chosen'} aria-label={t('freigabe.title')}>
        <FreigabeWaiting {...{ list, lists: ofScreen, failure, work, onKey }} />
        <Right {...{ list, work, tab: lists.tab, isEmpty: lists.shown.length === 0 }}>
          <FreigabeActs
            {...{ work, note, isReturning }}
            onReturn={beginReturn}
            onReturned={() => setIsReturning(false)}
          />
        </Right>
      </section>
    </HouseTypesContext>
  );
}

/** What is chosen, and what can be done with it. */
function Right({
  list,
  tab,
  work,
  isEmpty,
  children,
}: {
  list: FreigabeList | undefined;
  tab: FreigabeTab;
  work: ReturnType<typeof useFreigabeWork>;
  isEmpty: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { chosen } = work;
  return (
    <div className="freigabe-right">
      {/* Where the list makes room for the Eintrag, its heading goes with it. */}
      <h1 className="freigabe-alone visually-hidden">{t('freigabe.title')}</h1>
      {chosen === undefined ? (
        !isEmpty && <p className="m freigabe-part">{t('freigabe.preview.choose')}</p>
      ) : (
        <>
          <div className="freigabe-shown" role="region" tabIndex={0} aria-label={t('freigabe.preview.region')}>
            <Button className="freigabe-back" onClick={() => work.choose(undefined)}>
              {t('freigabe.preview.back')}
            </Button>
            <FreigabePreview key={chosen.recordId} item={chosen} />
          </div>
          <Acts {...{ list, tab, work }}>{children}</Acts>
        </>
      )}
    </div>
  );
}

/** What can be done with an Eintrag depends on the list it stands in; what was returned is for its author to change. */
function Acts({
  list,
  tab,
  work,
  children,
}: {
  list: FreigabeList | undefined;
  tab: FreigabeTab;
  work: ReturnType<typeof useFreigabeWork>;
  children: ReactNode;
}) {
  if (list?.mayRelease !== true || tab === 'returned') return null;
  return tab === 'person' ? <PersonActs work={work} /> : children;
}

type Act = 'release' | 'return' | 'open' | 'say' | 'talked' | 'before' | 'behind';

const ACTS_OF_ALL: Readonly<Record<string, Act>> = { arrowleft: 'before', arrowright: 'behind', o: 'open' };
/** What needs the right to release, by list. */
const ACTS_BY_TAB: Readonly<Record<FreigabeTab, Readonly<Record<string, Act>>>> = {
  mine: { 'ctrl enter': 'release', r: 'return' },
  all: { 'ctrl enter': 'release', r: 'return' },
  returned: {},
  person: { 'ctrl enter': 'say', g: 'talked' },
};

/** What a key in a list means. With Alt it belongs to the workspace. */
function actOfKey(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  { tab, mayRelease }: { readonly tab: FreigabeTab; readonly mayRelease: boolean },
): Act | undefined {
  if (altKey) return undefined;
  const name = `${ctrlKey || metaKey ? 'ctrl ' : ''}${key.toLowerCase()}`;
  return ACTS_OF_ALL[name] ?? (mayRelease ? ACTS_BY_TAB[tab][name] : undefined);
}
