import { Kbd } from '@mantine/core';
import type { PersonRow } from '@siegel/safe';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HiddenMark } from '../hidden/hidden-mark.tsx';
import { DemoMark } from '../parts/demo-mark.tsx';
import { Icon } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import { Token } from '../parts/token.tsx';
import { fullName } from '../search/person-line.tsx';

/** The bar on top: search, open Akten, who is signed in, lock. */
export interface TopBarProps {
  readonly open: readonly PersonRow[];
  readonly currentId: string | undefined;
  readonly withDraft: readonly string[];
  readonly displayName: string;
  readonly isDemo: boolean;
  readonly onFind: () => void;
  readonly onGo: (personId: string) => void;
  readonly onClose: (personId: string) => void;
  readonly onHome: () => void;
  readonly onCommands: () => void;
  readonly onLock: () => void;
  /** Counters of tasks and messages. */
  readonly counters: ReactNode;
}

/** See `TopBarProps`. */
export function TopBar(props: TopBarProps) {
  const { t } = useTranslation();
  return (
    <header className="top">
      {props.currentId === undefined ? (
        <span className="narrow-head">
          {/* Without the word: counters of two digits, the demo's badge and the lock have room side by side. */}
          <Mark />
        </span>
      ) : (
        <button type="button" className="narrow-head" onClick={props.onHome}>
          <Icon name="back" />
          <span className="visually-hidden">{t('shell.akte')}</span>
        </button>
      )}
      <button type="button" className="find" onClick={props.onFind} aria-keyshortcuts="F2" title={t('shell.findLong')}>
        <Icon name="find" small />
        <span className="el">{t('shell.findLong')}</span>
        <Kbd>F2</Kbd>
      </button>
      <nav className="tabs" aria-label={t('shell.tabs')}>
        {props.open.map((row) => (
          <Tab key={row.personId} row={row} {...props} />
        ))}
      </nav>
      <span className="sp" />
      {props.counters}
      <DemoMark shown={props.isDemo} />
      <HiddenMark />
      <button type="button" className="who" onClick={props.onCommands} title={t('shell.commands')}>
        <Token name={props.displayName} />
        <span className="d nw who-name">{props.displayName}</span>
      </button>
      <span className="vr" />
      <button type="button" className="lock-button" onClick={props.onLock} title={t('shell.lock')}>
        <Icon name="lock" />
        <span className="visually-hidden">{t('shell.lock')}</span>
        <Kbd>F9</Kbd>
      </button>
    </header>
  );
}

function Tab({ row, currentId, withDraft, onGo, onClose }: TopBarProps & { row: PersonRow }) {
  const { t } = useTranslation();
  const name = fullName(row);
  const isCurrent = row.personId === currentId;
  const hasDraft = withDraft.includes(row.personId);
  return (
    <span className={isCurrent ? 'tab on' : 'tab'}>
      <button
        type="button"
        className="tab-name"
        aria-current={isCurrent ? 'page' : undefined}
        title={hasDraft ? t('shell.tabWithDraft', { name }) : name}
        onClick={() => onGo(row.personId)}
        onAuxClick={(event) => event.button === 1 && onClose(row.personId)}
      >
        <Icon name="folder" small />
        <span className="el">{name}</span>
        {hasDraft && <i className="dot w" role="img" aria-label={t('shell.draft')} />}
      </button>
      <button
        type="button"
        className="tab-close"
        aria-label={t('shell.closeTab', { name })}
        onClick={() => onClose(row.personId)}
      >
        <Icon name="close" small />
      </button>
    </span>
  );
}
