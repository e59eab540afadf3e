import { Button, Kbd } from '@mantine/core';
import type { FreigabeList } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { FreigabeFilterBar } from './freigabe-filter.tsx';
import { FreigabeItems } from './freigabe-items.tsx';
import { FreigabeSettings } from './freigabe-settings.tsx';
import { itemsOfTab, SHOW_EVERYTHING, TABS } from './freigabe-tabs.ts';
import { focusList } from './focus-list.ts';
import type { useFreigabeLists } from './use-freigabe-lists.ts';
import type { FreigabeNews, useFreigabeWork } from './use-freigabe-work.ts';

interface WaitingProps {
  readonly list: FreigabeList;
  readonly lists: ReturnType<typeof useFreigabeLists>;
  readonly work: ReturnType<typeof useFreigabeWork>;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** The list of work: what waits, or why nothing is shown. */
export function FreigabeWaiting({
  list,
  lists,
  failure,
  work,
  onKey,
}: Omit<WaitingProps, 'list'> & { list: FreigabeList | undefined; failure: Failure | undefined }) {
  const { t } = useTranslation();
  const [isFiltering, setIsFiltering] = useState(false);
  function toggleFilter(): void {
    setIsFiltering(!isFiltering);
    lists.setFilter(SHOW_EVERYTHING);
  }
  return (
    <div className="freigabe-left">
      <div className="bar line">
        <h1>{t('freigabe.title')}</h1>
        {list !== undefined && <span className="d">{t('freigabe.list.waiting', { count: list.items.length })}</span>}
        <span className="sp" />
        {list !== undefined && (
          <Button
            variant={isFiltering ? 'light' : 'default'}
            aria-expanded={isFiltering}
            leftSection={<Icon name="filter" small />}
            onClick={toggleFilter}
          >
            {t('freigabe.filter.title')}
          </Button>
        )}
        {list !== undefined && <Rules mayChange={list.mayChangeRules} />}
      </div>
      <News news={work.news} />
      <FailureNote failure={failure} title={t('freigabe.list.failed')} />
      {list !== undefined && (
        <>
          <Tabs {...{ list, lists }} />
          {isFiltering && <FreigabeFilterBar items={lists.all} filter={lists.filter} onFilter={lists.setFilter} />}
          <Waiting {...{ list, lists, work, onKey }} />
        </>
      )}
      {list === undefined && failure === undefined && <Skeleton label={t('freigabe.list.loading')} lines={8} />}
    </div>
  );
}

/** The lists, each with as many as it shows. */
function Tabs({ list, lists }: Pick<WaitingProps, 'list' | 'lists'>) {
  const { t } = useTranslation();
  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : undefined;
    const next = by === undefined ? undefined : lists.neighbour(by);
    if (next === undefined) return;
    event.preventDefault();
    lists.setTab(next);
    focusList();
  }
  return (
    <div className="bar freigabe-tabs">
      <div className="seg" role="group" aria-label={t('freigabe.tab.label')} onKeyDown={onKeyDown}>
        {TABS.map((tab) => (
          <button
            key={tab}
            type="button"
            aria-pressed={tab === lists.tab}
            title={t(`freigabe.tab.hint.${tab}`)}
            onClick={() => lists.setTab(tab)}
          >
            {t(`freigabe.tab.${tab}`)} <span className="c">{itemsOfTab(list, tab).length}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

function Waiting({ list, lists, work, onKey }: WaitingProps) {
  const { t } = useTranslation();
  const { shown, all, tab } = lists;
  return (
    <>
      {!list.mayRelease && (
        <Note icon="lock">
          <b className="n">{t('freigabe.list.noRight')}.</b> {t('freigabe.list.noRightHint')}
        </Note>
      )}
      {shown.length > 0 ? (
        <>
          <FreigabeItems
            key={tab}
            items={shown}
            label={t(`freigabe.tab.hint.${tab}`)}
            chosen={work.chosen}
            ticked={work.ticked}
            onChoose={work.choose}
            onTick={work.tick}
            onKey={onKey}
          />
          <Foot isPerson={tab === 'person'} />
        </>
      ) : all.length > 0 ? (
        <StateBlock
          icon="find"
          title={t('freigabe.filter.nothing')}
          action={<Button onClick={() => lists.setFilter(SHOW_EVERYTHING)}>{t('freigabe.filter.clear')}</Button>}
        >
          {t('freigabe.filter.nothingHint', { count: all.length })}
        </StateBlock>
      ) : (
        <StateBlock icon="done" title={t(`freigabe.empty.${tab}`)}>
          {t(`freigabe.empty.hint.${tab}`)}
        </StateBlock>
      )}
    </>
  );
}

/** The rules of the organisation: everybody may read them. The same part as in the settings. */
function Rules({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('freigabe.list.rules')}</Button>
      <Dialog isOpen={isOpen} label={t('freigabe.list.rules')} size={620} onClose={() => setIsOpen(false)}>
        <div className="freigabe-dialog">
          <h2 className="visually-hidden">{t('freigabe.list.rules')}</h2>
          <FreigabeSettings mayChange={mayChange} />
          <div className="row">
            <Button onClick={() => setIsOpen(false)}>{t('freigabe.list.close')}</Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}

function News({ news }: { news: FreigabeNews | undefined }) {
  const { t } = useTranslation();
  return (
    <p className="freigabe-news" role="status">
      {news?.is === 'released' && t('freigabe.list.done', { count: news.count })}
      {news?.is === 'signed' && t('freigabe.list.signed', { count: news.count })}
      {news?.is === 'said' && t('freigabe.list.said', { count: news.count })}
      {news?.is === 'returned' && t('freigabe.list.returned')}
    </p>
  );
}

function Foot({ isPerson }: { isPerson: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="freigabe-foot">
      <p className="m t12">{t(isPerson ? 'freigabe.list.personHint' : 'freigabe.list.hint')}</p>
      <p className="freigabe-keys m t12">
        <Key of="↑ ↓" does={t('freigabe.list.keys.choose')} />
        <Key of="← →" does={t('freigabe.list.keys.lists')} />
        <Key of={t('freigabe.list.keys.space')} does={t('freigabe.list.keys.tick')} />
        {isPerson ? (
          <>
            <Key of="G" does={t('freigabe.person.talked')} />
            <Key of="Strg ↵" does={t('freigabe.list.keys.say')} />
          </>
        ) : (
          <>
            <Key of="Strg ↵" does={t('freigabe.list.keys.release')} />
            <Key of="R" does={t('freigabe.list.keys.giveBack')} />
          </>
        )}
        <Key of="O" does={t('freigabe.list.keys.akte')} />
      </p>
    </div>
  );
}

function Key({ of, does }: { of: string; does: string }) {
  return (
    <span className="nw">
      {of.split(' ').length === 2 && !of.startsWith('Strg') ? (
        of.split(' ').map((key) => <Kbd key={key}>{key}</Kbd>)
      ) : (
        <Kbd>{of}</Kbd>
      )}{' '}
      {does}
    </span>
  );
}
