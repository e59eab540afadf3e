import { Button, Kbd } from '@mantine/core';
import type { FreigabeList } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { FreigabeItems } from './freigabe-items.tsx';
import { FreigabeSettings } from './freigabe-settings.tsx';
import type { FreigabeNews, useFreigabeWork } from './use-freigabe-work.ts';

/** The list of work: what waits, or why nothing is shown. */
export function FreigabeWaiting({
  list,
  failure,
  work,
  onKey,
}: {
  list: FreigabeList | undefined;
  failure: Failure | undefined;
  work: ReturnType<typeof useFreigabeWork>;
  onKey: (event: KeyboardEvent) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="freigabe-left">
      <div className="bar line">
        <h1>{t('freigabe.title')}</h1>
        {list !== undefined && <span className="d">{t('freigabe.list.waiting', { count: list.items.length })}</span>}
        <span className="sp" />
        {list !== undefined && <Rules mayChange={list.mayChangeRules} />}
      </div>
      <News news={work.news} />
      <FailureNote failure={failure} title={t('freigabe.list.failed')} />
      {list !== undefined && <Waiting {...{ list, work, onKey }} />}
      {list === undefined && failure === undefined && <Skeleton label={t('freigabe.list.loading')} lines={8} />}
    </div>
  );
}

function Waiting({
  list: { items, mayRelease },
  work,
  onKey,
}: {
  list: FreigabeList;
  work: ReturnType<typeof useFreigabeWork>;
  onKey: (event: KeyboardEvent) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      {!mayRelease && (
        <Note icon="lock">
          <b className="n">{t('freigabe.list.noRight')}.</b> {t('freigabe.list.noRightHint')}
        </Note>
      )}
      {items.length === 0 ? (
        <StateBlock icon="done" title={t('freigabe.list.empty')}>
          {t('freigabe.list.emptyHint')}
        </StateBlock>
      ) : (
        <>
          <FreigabeItems
            items={items}
            chosen={work.chosen}
            ticked={work.ticked}
            onChoose={work.choose}
            onTick={work.tick}
            onKey={onKey}
          />
          <Foot />
        </>
      )}
    </>
  );
}

/** The rules of the organisation: everybody may read them. */
function Rules({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('freigabe.list.rules')}</Button>
      <Dialog isOpen={isOpen} label={t('freigabe.list.rules')} size={620} onClose={() => setIsOpen(false)}>
        <div className="freigabe-dialog">
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
      {news?.is === 'returned' && t('freigabe.list.returned')}
    </p>
  );
}

function Foot() {
  const { t } = useTranslation();
  return (
    <div className="freigabe-foot">
      <p className="m t12">{t('freigabe.list.hint')}</p>
      <p className="freigabe-keys m t12">
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('freigabe.list.keys.choose')} <Kbd>␣</Kbd> {t('freigabe.list.keys.tick')}{' '}
        <Kbd>Strg ↵</Kbd> {t('freigabe.list.keys.release')} <Kbd>R</Kbd> {t('freigabe.list.keys.giveBack')} <Kbd>O</Kbd>{' '}
        {t('freigabe.list.keys.akte')}
      </p>
    </div>
  );
}
