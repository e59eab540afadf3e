import { Button, Kbd } from '@mantine/core';
import type { EintragView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/freigabe.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { PROSE } from '../text-blocks/prose.ts';
import { useKeptText } from '../text-blocks/use-kept-text.ts';
import { localDay } from '../text/format.ts';
import { forPersonOf, SILENT } from './for-person.ts';
import { PersonChoice } from './person-choice.tsx';
import { onSend, useAct } from './use-act.ts';

/** What is asked about one Eintrag of the Akte. */
export type FreigabeAsk = 'release' | 'present' | 'nachtrag';

/** Asks before an Eintrag is released or presented from the Akte, where no preview stands for the question; and takes a Nachtrag. */
export function FreigabeDialog({
  ask,
  eintrag,
  onClose,
}: {
  ask: FreigabeAsk;
  eintrag: EintragView;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen label={t(`freigabe.dialog.${ask}`)} size={520} onClose={onClose}>
      <div className="freigabe-dialog">
        <h2>{t(`freigabe.dialog.${ask}`)}</h2>
        {ask === 'release' && <Release {...{ eintrag, onClose }} />}
        {ask === 'present' && <Present {...{ eintrag, onClose }} />}
        {ask === 'nachtrag' && <Nachtrag {...{ eintrag, onClose }} />}
      </div>
    </Dialog>
  );
}

interface AskProps {
  readonly eintrag: EintragView;
  readonly onClose: () => void;
}

function Release({ eintrag, onClose }: AskProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [wish, setWish] = useState(SILENT);
  const act = useAct(onClose);
  const seen = [{ recordId: eintrag.recordId, head: eintrag.head }];
  function release(): void {
    const forPerson = forPersonOf(wish, Date.now());
    if (forPerson !== 'no-day') act.run(() => safe.releaseEintraege(seen, forPerson));
  }
  return (
    <div onKeyDown={onSend(release)}>
      <p>{t('freigabe.dialog.releaseHint')}</p>
      <Which eintrag={eintrag} />
      <PersonChoice wish={wish} onWish={setWish} />
      <FailureNote failure={act.failure} title={t('freigabe.dialog.failed')} />
      <div className="row">
        <Button
          variant="filled"
          autoFocus
          aria-disabled={act.isBusy}
          onClick={release}
          rightSection={<Kbd>Strg ↵</Kbd>}
        >
          {t(act.isBusy ? 'freigabe.dialog.busy' : 'freigabe.word')}
        </Button>
        <Button onClick={onClose}>{t('freigabe.dialog.cancel')}</Button>
      </div>
    </div>
  );
}

function Present({ eintrag, onClose }: AskProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [comment, setComment, written] = useKeptText(`${eintrag.recordId}.vorlage`);
  const act = useAct(() => {
    written();
    onClose();
  });
  const seen = [{ recordId: eintrag.recordId, head: eintrag.head }];
  const present = () => act.run(() => safe.presentEintraege(seen, comment));
  const withdraw = () => act.run(() => safe.withdrawPresentation(eintrag.recordId));
  const isPresented = eintrag.freigabe?.state === 'presented' && eintrag.freigabe.first === undefined;
  return (
    <div onKeyDown={onSend(present)}>
      <p>{t('freigabe.dialog.presentHint')}</p>
      <Which eintrag={eintrag} />
      <label className="freigabe-field">
        {t('freigabe.dialog.comment')}
        <textarea {...PROSE} autoFocus rows={2} value={comment} onChange={(event) => setComment(event.target.value)} />
      </label>
      <FailureNote failure={act.failure} title={t('freigabe.preview.failedAct')} />
      <div className="row">
        <Button variant="filled" aria-disabled={act.isBusy} onClick={present} rightSection={<Kbd>Strg ↵</Kbd>}>
          {t('freigabe.dialog.doPresent')}
        </Button>
        {isPresented && <Button onClick={withdraw}>{t('freigabe.dialog.withdraw')}</Button>}
        <Button onClick={onClose}>{t('freigabe.dialog.cancel')}</Button>
      </div>
    </div>
  );
}

function Nachtrag({ eintrag, onClose }: AskProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [text, setText, written] = useKeptText(`${eintrag.targetId ?? eintrag.recordId}.nachtrag`);
  const act = useAct(() => {
    written();
    onClose();
  });
  const draft = { targetId: eintrag.targetId ?? eintrag.recordId, day: localDay(Date.now()), text: text.trim() };
  const save = () => {
    if (draft.text !== '') act.run(() => safe.writeNachtrag(draft));
  };
  return (
    <div onKeyDown={onSend(save)}>
      <p>{t('freigabe.dialog.nachtragHint')}</p>
      <Which eintrag={eintrag} />
      <label className="freigabe-field">
        {t('freigabe.dialog.text')}
        <textarea {...PROSE} autoFocus rows={4} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <FailureNote failure={act.failure} title={t('freigabe.dialog.notWritten')} after={t('editor.textKept')} />
      <div className="row">
        <Button variant="filled" aria-disabled={act.isBusy} onClick={save} rightSection={<Kbd>Strg ↵</Kbd>}>
          {t('freigabe.dialog.save')}
        </Button>
        <Button onClick={onClose}>{t('freigabe.dialog.cancel')}</Button>
      </div>
    </div>
  );
}

function Which({ eintrag }: { eintrag: EintragView }) {
  return (
    <p className="freigabe-which">
      <b className="kz" style={{ color: `var(--sg-${eintrag.hue})` }}>
        {eintrag.kuerzel}
      </b>
      <span>{eintrag.summary}</span>
    </p>
  );
}
