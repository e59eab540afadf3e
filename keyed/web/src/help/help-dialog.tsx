import { Button } from '@mantine/core';
import { type KeyboardEvent, useCallback, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSingleKeys } from '../keys/single-keys.ts';
import { Icon } from '../parts/icon.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import type { Place } from '../place/place.ts';
import type { Command } from '../search/command.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useLanguage } from '../text/language.ts';
import '../design/help.css';
import { findHelp } from './find-help.ts';
import { HelpHits } from './help-hits.tsx';
import { type HelpItem, helpItems } from './help-items.ts';
import { KeySheet } from './key-sheet.tsx';
import { KeyTables } from './key-tables.tsx';
import { type ManualSection, readManual } from './manual.ts';
import { ManualText } from './manual-text.tsx';

interface HelpProps {
  readonly commands: readonly Command[];
  /** The Akte to go to for what happens in one. */
  readonly akteId: string | undefined;
  readonly go: (place: Place) => void;
  readonly onClose: () => void;
}

/** Functions, keys and topics of the manual, found by what they are called; with nothing typed, all keys (EV10). */
export function HelpDialog(props: HelpProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen label={t('keys.title')} size={980} onClose={props.onClose}>
      <Help {...props} />
    </Dialog>
  );
}

function Help(props: HelpProps) {
  const { t } = useTranslation();
  const help = useHelp(props);
  const { found, chosen, listId, section } = help;
  const isListed = section === undefined && found.length > 0;
  const [isPrinting, setIsPrinting] = useState(false);
  const onPrinted = useCallback(() => setIsPrinting(false), []);
  return (
    <div className="help" onKeyDown={help.onKeyDown}>
      <div className="search-line">
        <Icon name="find" />
        <input
          className="search-input"
          role="combobox"
          aria-autocomplete="list"
          aria-label={t('keys.search')}
          aria-expanded={isListed}
          {...(isListed && { 'aria-controls': listId })}
          aria-activedescendant={!isListed || chosen === undefined ? undefined : `${listId}-${found.indexOf(chosen)}`}
          placeholder={t('keys.placeholder')}
          autoComplete="off"
          autoCorrect="off"
          autoFocus
          data-autofocus
          value={help.typed}
          onChange={(event) => help.type(event.currentTarget.value)}
        />
        <span className="m t12 nw" role="status">
          {help.typed.trim() !== '' && t('keys.count', { count: found.length })}
        </span>
      </div>
      {/* Longer than the window: it takes the focus, so that keys scroll it. */}
      <div className="help-body" role="region" aria-label={t('keys.title')} tabIndex={0}>
        {section !== undefined ? (
          <Section section={section} onBack={help.back} />
        ) : help.typed.trim() === '' ? (
          <KeyTables />
        ) : (
          <HelpHits id={listId} items={found} chosen={chosen} onChoose={help.choose} />
        )}
        {section === undefined && help.typed.trim() !== '' && found.length === 0 && (
          <StateBlock icon="find" title={t('keys.none')}>
            {t('keys.noneHint')}
          </StateBlock>
        )}
      </div>
      <Foot
        onPrint={() => setIsPrinting(true)}
        onSettings={() => {
          props.onClose();
          props.go({ page: 'settings', section: 'tasten' });
        }}
      />
      {isPrinting && <KeySheet onPrinted={onPrinted} />}
    </div>
  );
}

/** What is typed, what it finds, and which of it is chosen. */
function useHelp({ commands, akteId, go, onClose }: HelpProps) {
  const { t } = useTranslation();
  const listId = useId();
  const language = useLanguage();
  const areSingleKeysOn = useSingleKeys();
  const manual = useManual();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [section, setSection] = useState<ManualSection>();
  const found = findHelp(helpItems({ t, language, areSingleKeysOn, commands, akteId, go, manual }), typed);
  const chosen = found[Math.min(at, found.length - 1)];
  function choose(item: HelpItem): void {
    if (item.section !== undefined) return setSection(item.section);
    if (item.run === undefined) return;
    onClose();
    item.run();
  }
  function onKeyDown(event: KeyboardEvent): void {
    const isInField = event.target instanceof HTMLInputElement;
    if (event.key === 'Escape' && section !== undefined) setSection(undefined);
    else if (event.key === 'Escape' && typed !== '') type('');
    else if (!isInField) return;
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, Math.max(found.length - 1, 0)));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && chosen !== undefined && section === undefined) choose(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  function type(text: string): void {
    setTyped(text);
    setAt(0);
    setSection(undefined);
  }
  return { listId, typed, type, found, chosen, choose, section, back: () => setSection(undefined), onKeyDown };
}

/** The manual, when it has come; without it everything else is found. */
function useManual(): readonly ManualSection[] {
  const [manual, setManual] = useState<readonly ManualSection[]>([]);
  useEffect(() => {
    let left = false;
    readManual().then(
      (sections) => !left && setManual(sections),
      // Not on this device and no line: keys and commands are there.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, []);
  return manual;
}

function Section({ section, onBack }: { section: ManualSection; onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <article className="help-section" lang="de">
      <Button size="xs" variant="subtle" onClick={onBack} leftSection={<Icon name="back" small />}>
        {t('keys.back')}
      </Button>
      <h2>{section.title}</h2>
      <p className="m t12">{section.page}</p>
      <ManualText text={section.text} />
    </article>
  );
}

function Foot({ onPrint, onSettings }: { onPrint: () => void; onSettings: () => void }) {
  const { t } = useTranslation();
  const areOn = useSingleKeys();
  return (
    <div className="help-foot">
      <span className="m t12">{t(areOn ? 'keys.foot' : 'keys.footOff')}</span>
      <span className="sp" />
      <Button size="xs" onClick={onSettings}>
        {t('keys.settings')}
      </Button>
      <Button size="xs" onClick={onPrint} leftSection={<Icon name="print" small />}>
        {t('keys.print')}
      </Button>
    </div>
  );
}
