import { Button, TextInput } from '@mantine/core';
import type { KitToKeep } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { isWord, pickWords, randomBelow } from './asked-words.ts';
import { KitFile } from './kit-file.tsx';
import { RecoverySheet } from './recovery-sheet.tsx';
import { SetupFailure } from './setup-failure.tsx';
import { StepFrame } from './step-frame.tsx';
import type { Setup } from './use-setup.ts';

/** Keeping the kit: file and sheet, and the proof that the sheet is readable (FR8). The way on is open only then. */
export function KitStep({ setup, kit }: { setup: Setup; kit: KitToKeep }) {
  const { t } = useTranslation();
  const [isSaved, setIsSaved] = useState(setup.isKept);
  const sheet = useSheet(kit, setup.isKept);
  const isReady = isSaved && sheet.open.length === 0;
  return (
    <>
      <StepFrame
        title={t('setup.kit.title')}
        lead={t('setup.kit.lead')}
        onSubmit={() => {
          if (isReady) void setup.leaveKit();
        }}
        foot={
          <>
            <Button className="big" onClick={setup.back}>
              {t('setup.back')}
            </Button>
            <span className="sp" />
            <span className="m" role="status">
              <StillOpen isSaved={isSaved} sheet={sheet} />
            </span>
            <Button type="submit" variant="filled" className="big" aria-disabled={!isReady || setup.isBusy}>
              {t('setup.next')}
            </Button>
          </>
        }
      >
        <p className="two">
          <b>{t('setup.kit.two')}</b> {t('setup.kit.twoHint')}
        </p>
        <KitFile kit={kit} isSaved={isSaved} onSaved={() => setIsSaved(true)} />
        <SheetSection sheet={sheet} isCurrent={isSaved} />
        <SetupFailure failure={setup.failure} />
      </StepFrame>
      <SheetPreview kit={kit} organisationName={setup.fields.organisationName} covered={sheet.covered} />
    </>
  );
}

/** The sheet on its way: printed or copied by hand, and which words are still to be typed. */
function useSheet(kit: KitToKeep, isKept: boolean) {
  const [asked] = useState(() => pickWords(kit.words.length, randomBelow));
  const [typed, setTyped] = useState<readonly string[]>(isKept ? asked.map((at) => kit.words[at] ?? '') : ['', '', '']);
  const [state, setState] = useState<'new' | 'copying' | 'checking'>(isKept ? 'checking' : 'new');
  const open = asked.filter((at, index) => !isWord(typed[index] ?? '', kit.words[at]));
  return {
    asked,
    typed,
    open,
    state,
    setState,
    covered: state === 'copying' ? [] : open,
    isRight: (index: number) => isWord(typed[index] ?? '', kit.words[asked[index] ?? 0]),
    type: (index: number, text: string) => setTyped(typed.map((before, at) => (at === index ? text : before))),
  };
}

type Sheet = ReturnType<typeof useSheet>;

function StillOpen({ isSaved, sheet }: { isSaved: boolean; sheet: Sheet }) {
  const { t } = useTranslation();
  if (!isSaved) return t('setup.kit.openFile');
  if (sheet.state !== 'checking') return t('setup.kit.openPrint');
  return sheet.open.length > 0 ? t('setup.kit.openWords', { count: sheet.open.length }) : t('setup.kit.allKept');
}

function SheetSection({ sheet, isCurrent }: { sheet: Sheet; isCurrent: boolean }) {
  const { t } = useTranslation();
  const isDone = sheet.open.length === 0;
  const tone = isDone ? 'way done' : isCurrent ? 'way current' : 'way';
  function onPrint(): void {
    sheet.setState('checking');
    window.print();
  }
  return (
    <section className={tone} aria-label={t('setup.kit.sheet')}>
      <span className="way-number">{isDone ? <Icon name="check" small /> : 2}</span>
      <div>
        <h2>{t('setup.kit.sheet')}</h2>
        <p>{t('setup.kit.sheetHint')}</p>
        {!isDone && (
          <button
            type="button"
            className="link t12"
            onClick={() => sheet.setState(sheet.state === 'copying' ? 'checking' : 'copying')}
          >
            {t(sheet.state === 'copying' ? 'setup.kit.byHandDone' : 'setup.kit.byHand')}
          </button>
        )}
        {sheet.state === 'checking' && <WordFields sheet={sheet} />}
      </div>
      <Button variant={isCurrent && sheet.state === 'new' ? 'filled' : 'default'} onClick={onPrint}>
        <Icon name="print" />
        <span className="way-verb">{t(sheet.state === 'checking' ? 'setup.kit.printAgain' : 'setup.kit.print')}</span>
      </Button>
    </section>
  );
}

function WordFields({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation();
  const [left, setLeft] = useState<readonly number[]>([]);
  return (
    <div className="word-fields">
      {sheet.asked.map((at, index) => {
        const text = sheet.typed[index] ?? '';
        const isRight = sheet.isRight(index);
        const isWrong = !isRight && text.trim() !== '' && left.includes(index);
        return (
          <TextInput
            key={at}
            label={t('setup.kit.word', { number: at + 1 })}
            error={isWrong ? t('setup.kit.wordWrong') : undefined}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            autoFocus={index === 0}
            rightSection={isRight && <Icon name="check" small title={text} />}
            value={text}
            onBlur={() => setLeft([...left, index])}
            onChange={(event) => {
              sheet.type(index, event.currentTarget.value);
              setLeft(left.filter((other) => other !== index));
            }}
          />
        );
      })}
    </div>
  );
}

function SheetPreview(props: Parameters<typeof RecoverySheet>[0]) {
  const { t } = useTranslation();
  return (
    <aside className="setup-preview" aria-label={t('setup.kit.preview')}>
      <div className="row setup-preview-head">
        <span className="m">{t('setup.kit.preview')}</span>
        <span className="sp" />
        <span className="chip warned">
          <Icon name="eye" small />
          {t('setup.kit.onScreen')}
        </span>
      </div>
      <RecoverySheet {...props} />
      <ul className="setup-preview-foot m t12">
        {(['hidden', 'printer', 'noUpload'] as const).map((key) => (
          <li key={key}>{t(`setup.kit.${key}`)}</li>
        ))}
      </ul>
    </aside>
  );
}
