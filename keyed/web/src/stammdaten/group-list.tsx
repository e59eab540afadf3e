import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldLabel } from '../text/use-field-label.ts';
import {
  GROUP_LISTS,
  type GroupListName,
  type ItemDraft,
  type ItemFault,
  type ItemField,
  newItem,
} from './group-lists.ts';

interface GroupListProps {
  readonly list: GroupListName;
  readonly items: readonly ItemDraft[];
  readonly faults: ReadonlyMap<number, Readonly<Record<string, ItemFault>>>;
  readonly onItems: (items: readonly ItemDraft[]) => void;
  /** What is said about an item under its fields. */
  readonly hintOf?: (item: ItemDraft) => ReactNode;
}

/** A list of the Stammdaten: its items one under the other, each with its fields, and a way to add and to take out. */
export function GroupList({ list, items, faults, onItems, hintOf }: GroupListProps) {
  const { t } = useTranslation();
  // A new item takes the focus; those that stood there leave it alone.
  const [added, setAdded] = useState<number>();
  function add(): void {
    const item = newItem(list, items);
    setAdded(item.key);
    onItems([...items, item]);
  }
  return (
    <>
      {items.map((item, at) => (
        <GroupItem
          key={item.key}
          list={list}
          item={item}
          number={at + 1}
          isNew={item.key === added}
          faults={faults.get(item.key) ?? {}}
          onItem={(changed) => onItems(items.map((one) => (one.key === changed.key ? changed : one)))}
          onRemove={() => onItems(items.filter((one) => one.key !== item.key))}
        >
          {hintOf?.(item)}
        </GroupItem>
      ))}
      <div>
        <Button size="xs" onClick={add}>
          {t(`persons.add.${list}`)}
        </Button>
      </div>
    </>
  );
}

interface GroupItemProps {
  readonly list: GroupListName;
  readonly item: ItemDraft;
  readonly number: number;
  readonly isNew: boolean;
  readonly faults: Readonly<Record<string, ItemFault>>;
  readonly onItem: (item: ItemDraft) => void;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

function GroupItem({ list, item, number, isNew, faults, onItem, onRemove, children }: GroupItemProps) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const fields: readonly ItemField[] = GROUP_LISTS[list];
  const isShown = (field: ItemField) => isWhole || !('isRare' in field) || (item.typed[field.name] ?? '') !== '';
  const set = (name: string, text: string) => onItem({ ...item, typed: { ...item.typed, [name]: text } });
  return (
    <div className="group-item" role="group" aria-label={t(`persons.item.${list}`, { number })}>
      {fields.filter(isShown).map((field, at) => (
        <ItemLine
          key={field.name}
          list={list}
          field={field}
          text={item.typed[field.name] ?? ''}
          fault={faults[field.name]}
          hasFocus={isNew && at === 0}
          onText={(text) => set(field.name, text)}
        />
      ))}
      {children}
      <div className="group-item-acts">
        {fields.some((field) => !isShown(field)) && (
          <button type="button" className="link" onClick={() => setIsWhole(true)}>
            {t('persons.moreFields')}
          </button>
        )}
        <button type="button" className="link" onClick={onRemove}>
          {t('persons.remove')}
          <span className="visually-hidden"> {t(`persons.item.${list}`, { number })}</span>
        </button>
      </div>
    </div>
  );
}

interface ItemLineProps {
  readonly list: GroupListName;
  readonly field: ItemField;
  readonly text: string;
  readonly fault: ItemFault | undefined;
  readonly hasFocus: boolean;
  readonly onText: (text: string) => void;
}

function ItemLine({ list, field, text, fault, hasFocus, onText }: ItemLineProps) {
  const { t, i18n } = useTranslation();
  const labelOf = useFieldLabel();
  const id = useId();
  const label = i18n.exists(`persons.field.${list}.${field.name}`)
    ? t(`persons.field.${list}.${field.name}` as 'persons.field.telecom.wert')
    : labelOf(field.name);
  const wordOf = (code: string) => {
    const key = `persons.code.${list}.${field.name}.${code}`;
    return i18n.exists(key) ? t(key as 'persons.code.telecom.art.fax') : code;
  };
  if (field.as === 'choices')
    return (
      <div className="field-line" role="group" aria-label={label}>
        <span className="field-label">{label}</span>
        <div className="field-choices">
          {field.codes.map((code) => (
            <label key={code}>
              <input
                type="checkbox"
                checked={text.split(' ').includes(code)}
                onChange={(event) => onText(withCode(text, code, event.currentTarget.checked, field.codes))}
              />
              {wordOf(code)}
            </label>
          ))}
        </div>
      </div>
    );
  const common = {
    id,
    value: text,
    autoComplete: 'off',
    autoFocus: hasFocus,
    'aria-invalid': fault !== undefined,
    'aria-describedby': `${id}-hint`,
  };
  return (
    <div className="field-line">
      <label htmlFor={id}>{label}</label>
      <div>
        {field.as === 'choice' ? (
          <select {...common} onChange={(event) => onText(event.currentTarget.value)}>
            <option value="">{'\u2013'}</option>
            {[...field.codes, ...(text === '' || field.codes.includes(text) ? [] : [text])].map((code) => (
              <option key={code} value={code}>
                {wordOf(code)}
              </option>
            ))}
          </select>
        ) : (
          <input {...common} spellCheck={false} onChange={(event) => onText(event.currentTarget.value)} />
        )}
        <span id={`${id}-hint`}>
          {fault !== undefined && <span className="bad t12">{t(`persons.fault.${fault}`)}</span>}
        </span>
      </div>
    </div>
  );
}

/** Codes in the order of the list, with one put in or taken out; codes of elsewhere stay. */
function withCode(text: string, code: string, isIn: boolean, codes: readonly string[]): string {
  const chosen = text.split(' ').filter((one) => one !== '' && one !== code);
  const now = isIn ? [...chosen, code] : chosen;
  return [...codes.filter((one) => now.includes(one)), ...now.filter((one) => !codes.includes(one))].join(' ');
}
