import { Button, Kbd } from '@mantine/core';
import type { EintragView, PersonView } from '@siegel/safe';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/freigabe.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { formatShortDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { forPersonOf, type PersonChoice as Choice, SILENT } from './for-person.ts';
import { PersonChoice } from './person-choice.tsx';
import { bySight, isShownOrWillBe } from './person-sight.ts';
import { onSend, useAct } from './use-act.ts';
import { usePersonWhen } from './use-person-when.ts';

const OFFERS: readonly Choice[] = ['now', 'soon', 'atDate', 'afterTalk', 'never'];

/** "Was die Person sieht": every released Eintrag of the Akte by what she sees of it today; what is ticked gets a new word at once (FG40).
 *  @param begunWith the Eintrag somebody asked about; none when the list itself was asked for. */
export function PersonSightDialog({
  view,
  begunWith,
  onClose,
}: {
  view: PersonView;
  begunWith: string | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const groups = bySight(view.eintraege);
  return (
    <Dialog isOpen label={t('freigabe.sight.title')} size={720} onClose={onClose}>
      <div className="freigabe-dialog person-sight">
        <h2>{t('freigabe.sight.title')}</h2>
        <p className="d">{t('freigabe.sight.hint')}</p>
        {groups.length === 0 ? (
          <>
            <StateBlock icon="eye" title={t('freigabe.sight.empty')}>
              {t('freigabe.sight.emptyHint')}
            </StateBlock>
            <div className="row">
              <Button autoFocus onClick={onClose}>
                {t('freigabe.list.close')}
              </Button>
            </div>
          </>
        ) : (
          <Sights {...{ groups, begunWith, onClose }} />
        )}
      </div>
    </Dialog>
  );
}

function Sights({
  groups,
  begunWith,
  onClose,
}: {
  groups: ReturnType<typeof bySight>;
  begunWith: string | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { list, ticked, tick, wish, setWish, act, meant, isTalk, say, sayChosen, onKeyDown } = useSights(
    groups,
    begunWith,
  );
  return (
    <div onKeyDown={onKeyDown}>
      <div className="sights" ref={list}>
        {groups.map(([sight, eintraege]) => (
          <SightGroup key={sight} title={t(`freigabe.sight.${sight}`)} {...{ eintraege, ticked }} onTick={tick} />
        ))}
      </div>
      <PersonChoice
        wish={wish}
        onWish={setWish}
        offers={OFFERS}
        isShown={meant.some(({ freigabe }) => isShownOrWillBe(freigabe?.forPerson))}
      />
      <FailureNote failure={act.failure} title={t('freigabe.preview.failedAct')} />
      <div className="row">
        <Button
          variant="filled"
          aria-disabled={act.isBusy || meant.length === 0 || wish.choice === 'silent'}
          onClick={sayChosen}
          rightSection={<Kbd>Strg ↵</Kbd>}
        >
          {t('freigabe.sight.say', { count: meant.length })}
        </Button>
        {isTalk && (
          <Button aria-disabled={act.isBusy} onClick={() => say({ when: 'now' })} rightSection={<Kbd>G</Kbd>}>
            {t('freigabe.person.talked')}
          </Button>
        )}
        <Button onClick={onClose}>{t('freigabe.list.close')}</Button>
      </div>
    </div>
  );
}

/** What is ticked and chosen, and saying it. */
function useSights(groups: ReturnType<typeof bySight>, begunWith: string | undefined) {
  const safe = useSafe();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(begunWith === undefined ? [] : [begunWith]));
  const [wish, setWish] = useState(SILENT);
  const act = useAct(() => {
    setTicked(new Set());
    setWish(SILENT);
  });
  const list = useRef<HTMLDivElement>(null);
  const all = groups.flatMap(([, eintraege]) => eintraege);
  const meant = all.filter(({ recordId }) => ticked.has(recordId));
  const isTalk = meant.length > 0 && meant.every(({ freigabe }) => freigabe?.forPerson?.when === 'afterTalk');
  useEffect(() => list.current?.querySelector<HTMLElement>('input:checked, input')?.focus(), []);
  function say(forPerson: ReturnType<typeof forPersonOf>): void {
    if (meant.length === 0 || forPerson === undefined || forPerson === 'no-day') return;
    act.run(() =>
      safe.releaseToPerson(
        meant.map(({ recordId }) => recordId),
        forPerson,
      ),
    );
  }
  const sayChosen = () => say(forPersonOf(wish, Date.now()));
  function onKeyDown(event: KeyboardEvent): void {
    onSend(sayChosen)(event);
    if (isTalk && event.key.toLowerCase() === 'g' && !event.ctrlKey && !event.altKey && !event.metaKey)
      say({ when: 'now' });
  }
  function tick(recordId: string): void {
    const next = new Set(ticked);
    if (!next.delete(recordId)) next.add(recordId);
    setTicked(next);
  }
  return { list, ticked, tick, wish, setWish, act, meant, isTalk, say, sayChosen, onKeyDown };
}

function SightGroup({
  title,
  eintraege,
  ticked,
  onTick,
}: {
  title: string;
  eintraege: readonly EintragView[];
  ticked: ReadonlySet<string>;
  onTick: (recordId: string) => void;
}) {
  const language = useLanguage();
  const personWhen = usePersonWhen();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>
        {title} <span className="m">{eintraege.length}</span>
      </h3>
      {eintraege.map(({ recordId, kuerzel, hue, summary, behandlungstag, freigabe }) => (
        <label key={recordId} className="sight">
          <input type="checkbox" checked={ticked.has(recordId)} onChange={() => onTick(recordId)} />
          <time dateTime={behandlungstag}>{formatShortDay(behandlungstag, language)}</time>
          <b className="kz" style={{ color: `var(--sg-${hue})` }}>
            {kuerzel}
          </b>
          <span className="sight-text" title={summary}>
            {summary.split('\n')[0]}
          </span>
          <span className="m t12 nw">{freigabe?.forPerson?.when === 'atDate' && personWhen(freigabe.forPerson)}</span>
        </label>
      ))}
    </section>
  );
}
