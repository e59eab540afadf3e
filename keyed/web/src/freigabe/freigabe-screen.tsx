import { Button, Kbd } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/freigabe.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { FreigabeItems } from './freigabe-items.tsx';
import { FreigabeSettings } from './freigabe-settings.tsx';
import { FreigabePreview } from './freigabe-preview.tsx';
import { PersonChoice } from './person-choice.tsx';
import { useFreigabeList } from './use-freigabe-list.ts';
import { type FreigabeNews, useFreigabeWork } from './use-freigabe-work.ts';

/** "Freigabe": what waits on the left, what is to be released on the right, driven by keys (FG21). */
export function FreigabeScreen({ journalSize, onGo }: { journalSize: number; onGo: (personId: string) => void }) {
  const { t } = useTranslation();
  const { list, failure, load } = useFreigabeList(journalSize);
  const items = list?.items ?? [];
  const work = useFreigabeWork(items, load);
  const note = useRef<HTMLTextAreaElement>(null);
  const [isReturning, setIsReturning] = useState(false);
  const mayRelease = list?.mayRelease === true;
  function beginReturn(): void {
    setIsReturning(true);
    requestAnimationFrame(() => note.current?.focus());
  }
  function onKey(event: KeyboardEvent): void {
    const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (isSend && mayRelease) void work.release();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key.toLowerCase() === 'r' && mayRelease && work.chosen !== undefined) beginReturn();
    else if (event.key.toLowerCase() === 'o' && work.chosen !== undefined) onGo(work.chosen.personId);
    else return;
    event.preventDefault();
  }
  return (
    <section className={work.chosen === undefined ? 'freigabe' : 'freigabe has-chosen'} aria-label={t('freigabe.title')}>
      <div className="freigabe-left">
        <div className="bar line">
          <h1>{t('freigabe.title')}</h1>
          {list !== undefined && <span className="d">{t('freigabe.list.waiting', { count: items.length })}</span>}
          <span className="sp" />
          {list !== undefined && <Rules mayChange={list.mayChangeRules} />}
        </div>
        <News news={work.news} />
        <FailureNote failure={failure} title={t('freigabe.list.failed')} />
        {list === undefined && failure === undefined && <Skeleton label={t('freigabe.list.loading')} lines={8} />}
        {list !== undefined && !mayRelease && (
          <Note icon="lock">
            <b className="n">{t('freigabe.list.noRight')}.</b> {t('freigabe.list.noRightHint')}
          </Note>
        )}
        {list !== undefined && items.length === 0 && (
          <StateBlock icon="done" title={t('freigabe.list.empty')}>
            {t('freigabe.list.emptyHint')}
          </StateBlock>
        )}
        {items.length > 0 && (
          <FreigabeItems
            items={items}
            chosen={work.chosen}
            ticked={work.ticked}
            onChoose={work.choose}
            onTick={work.tick}
            onKey={onKey}
          />
        )}
        {items.length > 0 && <Foot />}
      </div>
      <div className="freigabe-right">
        {work.chosen === undefined ? (
          items.length > 0 && <p className="m freigabe-part">{t('freigabe.preview.choose')}</p>
        ) : (
          <>
            <div className="freigabe-shown" role="region" tabIndex={0} aria-label={t('freigabe.preview.whole')}>
              <Button className="freigabe-back" onClick={() => work.choose(undefined)}>
                {t('freigabe.preview.back')}
              </Button>
              <FreigabePreview key={work.chosen.recordId} item={work.chosen} />
            </div>
            {mayRelease && <Acts {...{ work, note, isReturning, beginReturn }} onReturned={() => setIsReturning(false)} />}
          </>
        )}
      </div>
    </section>
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

function Acts({
  work,
  note,
  isReturning,
  beginReturn,
  onReturned,
}: {
  work: ReturnType<typeof useFreigabeWork>;
  note: { readonly current: HTMLTextAreaElement | null };
  isReturning: boolean;
  beginReturn: () => void;
  onReturned: () => void;
}) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [comment, setComment] = useState('');
  const refusal = work.meant.find(({ freigabe }) => freigabe.refusal !== undefined)?.freigabe.refusal;
  async function giveBack(): Promise<void> {
    if (!(await work.giveBack(comment))) return;
    setComment('');
    onReturned();
    focusList();
  }
  async function release(): Promise<void> {
    await work.release();
    focusList();
  }
  return (
    <div className="freigabe-acts">
      <FailureNote failure={work.failure} title={t('freigabe.preview.failedAct')} />
      {refusal !== undefined && <Note icon="lock">{failureText({ code: refusal })}</Note>}
      {isReturning ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void giveBack();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onReturned();
            else if (event.key === 'Enter' && event.ctrlKey) void giveBack();
          }}
        >
          <label className="freigabe-field">
            {t('freigabe.preview.why')}
            <textarea
              ref={(element) => void ((note as { current: HTMLTextAreaElement | null }).current = element)}
              rows={2}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
            />
          </label>
          <div className="row">
            <Button type="submit" variant="filled" aria-disabled={work.isBusy} rightSection={<Kbd>Strg ↵</Kbd>}>
              {t('freigabe.preview.send')}
            </Button>
            <Button onClick={onReturned}>{t('freigabe.dialog.cancel')}</Button>
          </div>
        </form>
      ) : (
        <>
          <PersonChoice chosen={work.choice} onChoose={work.setChoice} />
          <div className="row">
            <Button
              variant="filled"
              aria-disabled={work.isBusy || refusal !== undefined}
              onClick={() => refusal === undefined && void release()}
              leftSection={<Icon name="stamp" small />}
              rightSection={<Kbd>Strg ↵</Kbd>}
            >
              {work.ticked.size > 0
                ? t('freigabe.preview.releaseTicked', { count: work.meant.length })
                : t('freigabe.preview.release')}
            </Button>
            <Button onClick={beginReturn} rightSection={<Kbd>R</Kbd>}>
              {t('freigabe.preview.giveBack')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** The keys go on where they were. */
function focusList(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.freigabe-items')?.focus());
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
