import { TextInput } from '@mantine/core';
import type { Addressee } from '@siegel/safe';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../parts/icon.tsx';

const ICONS: Readonly<Record<Addressee['kind'], IconName>> = {
  person: 'user',
  role: 'people',
  unit: 'tree',
  workplace: 'door',
};
/** More than these are found by typing. */
const AT_A_GLANCE = 10;

/** Whether so many are found by typing. */
export const hasSearch = (addressees: readonly Addressee[]): boolean => addressees.length > AT_A_GLANCE;

/** Whether a word of a name begins so. */
const hasWord = (name: string, begin: string): boolean => ` ${name.toLowerCase()}`.includes(` ${begin}`);

interface ChoiceProps {
  readonly addressees: readonly Addressee[];
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
}

/** People, roles, units and workplaces, each with a tick; who is chosen stays in sight whatever is typed. Enter in
 *  the search chooses the first who is found; the list itself is one stop of Tab, walked with arrows.
 *  @param isFirst the dialog begins here, where there is a search. */
export function AddresseeChoice({
  label,
  error,
  isFirst = false,
  ...props
}: ChoiceProps & { label: string; error?: string | undefined; isFirst?: boolean }) {
  const { addressees, chosen, onChoose } = props;
  const [query, setQuery] = useState('');
  const id = useId();
  const wanted = query.trim().toLowerCase();
  const shown = addressees.filter((one) => chosen.includes(one.id) || one.name.toLowerCase().includes(wanted));
  function chooseFirst(): void {
    const free = wanted === '' ? [] : shown.filter((one) => !chosen.includes(one.id));
    const first = free.find(({ name }) => hasWord(name, wanted)) ?? free[0];
    if (first === undefined) return;
    onChoose([...chosen, first.id]);
    setQuery('');
  }
  return (
    <fieldset className="addressees" aria-describedby={error === undefined ? undefined : id}>
      <legend>{label}</legend>
      {hasSearch(addressees) && <Search {...{ query, isFirst }} onQuery={setQuery} onEnter={chooseFirst} />}
      <Ticks {...props} addressees={shown} />
      {error !== undefined && (
        <p id={id} className="bad t12">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Search({
  query,
  isFirst,
  onQuery,
  onEnter,
}: {
  query: string;
  isFirst: boolean;
  onQuery: (query: string) => void;
  onEnter: () => void;
}) {
  const { t } = useTranslation();
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onEnter();
  }
  return (
    <TextInput
      aria-label={t('tasks.form.findSomebody')}
      placeholder={t('tasks.form.findSomebody')}
      value={query}
      autoComplete="off"
      {...(isFirst && { 'data-autofocus': true })}
      onKeyDown={onKeyDown}
      onChange={(event) => onQuery(event.currentTarget.value)}
    />
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function Ticks({ addressees, chosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const stop = addressees.find((one) => chosen.includes(one.id)) ?? addressees[0];
  const toggle = (one: string) =>
    onChoose(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  function onKeyDown(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const ticks = [...(list.current?.querySelectorAll<HTMLInputElement>('input') ?? [])];
    const at = ticks.findIndex((tick) => tick === document.activeElement);
    ticks[Math.max(0, Math.min(ticks.length - 1, at + step))]?.focus();
  }
  return (
    <div className="addressee-list" ref={list} onKeyDown={onKeyDown}>
      {addressees.map((one) => (
        <label key={one.id}>
          <input
            type="checkbox"
            tabIndex={one === stop ? 0 : -1}
            checked={chosen.includes(one.id)}
            onChange={() => toggle(one.id)}
          />
          <Icon name={ICONS[one.kind]} small title={t(`tasks.kinds.${one.kind}`)} />
          <span className="el">{one.name}</span>
        </label>
      ))}
    </div>
  );
}
