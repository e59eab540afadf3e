import type { TFunction } from 'i18next';
import { keyWords } from '../keys/key-words.ts';
import type { Place } from '../place/place.ts';
import type { Command } from '../search/command.ts';
import type { Language } from '../text/i18n.ts';
import type { Findable } from './find-help.ts';
import { KEY_AREAS, type KeyArea } from './key-list.ts';
import type { ManualSection } from './manual.ts';
import { pressKey } from './press-key.ts';

/** Something the help finds. */
export interface HelpItem extends Findable {
  readonly id: string;
  /** Where it is, in words. */
  readonly where: string;
  /** Its keys, as they are read. */
  readonly keys: readonly string[];
  /** What Enter does; absent where there is nothing to do from here. */
  readonly run?: () => void;
  readonly section?: ManualSection;
}

/** What the items are made of. */
export interface HelpSources {
  readonly t: TFunction;
  readonly language: Language;
  readonly areSingleKeysOn: boolean;
  readonly commands: readonly Command[];
  /** The Akte to go to for what happens in one; undefined while none is open. */
  readonly akteId: string | undefined;
  readonly go: (place: Place) => void;
  readonly manual: readonly ManualSection[];
}

/** What the command line of an Akte takes, as it is typed. */
const LINES = [
  ['appointment', 't mo 15 bl'],
  ['nextFree', 't bl vormittag'],
  ['task', '@st Rezept vorbereiten bis fr'],
  ['diagnosis', 'e11.4 g'],
  ['textBlock', 'kürzel ⇥'],
] as const;

/** Everything that can be found: commands, keys by area, words of the command line, sections of the manual (EV10). */
export function helpItems(of: HelpSources): readonly HelpItem[] {
  const commands = of.commands.map(({ id, label, keys, run }) => ({
    id: `command-${id}`,
    label,
    words: '',
    where: of.t('keys.command'),
    keys: keys === undefined ? [] : [keys],
    run,
  }));
  const known = new Set(commands.flatMap(({ keys }) => keys));
  const keys = KEY_AREAS.flatMap((area) => itemsOfArea(area, of));
  // A key that is a command's is found as the command.
  const others = keys.filter((item) => !item.keys.some((one) => item.id.startsWith('everywhere') && known.has(one)));
  return [...commands, ...others, ...lineItems(of), ...of.manual.map((section) => manualItem(section, of))];
}

function itemsOfArea(area: KeyArea, of: HelpSources): readonly HelpItem[] {
  const { t, language, areSingleKeysOn } = of;
  const where = t(`keys.area.${area.area}`);
  return area.lines.map(({ does, codes }) => {
    const run = runOf(area, codes, of);
    return {
      id: `${area.area}-${does}`,
      label: t(`keys.does.${does}`),
      words: where,
      where,
      keys: codes.map((code) => keyWords(code, language, areSingleKeysOn)),
      ...(run !== undefined && { run }),
    };
  });
}

/** A key of everywhere is pressed; for one of a screen the screen is gone to. */
function runOf(area: KeyArea, codes: readonly string[], { go, akteId }: HelpSources): (() => void) | undefined {
  if (!('page' in area)) {
    const code = codes.find((one) => /^(?:F\d|(?:Alt|Ctrl)\+Key[A-Z])$/.test(one));
    return area.area === 'everywhere' && code !== undefined ? () => pressKey(code) : undefined;
  }
  if (area.page === 'akte') return akteId === undefined ? undefined : () => go({ page: 'akte', personId: akteId });
  const { page } = area;
  return () => go({ page });
}

function lineItems({ t, akteId, go }: HelpSources): readonly HelpItem[] {
  return LINES.map(([does, example]) => ({
    id: `line-${does}`,
    label: t(`keys.line.${does}`),
    words: t('keys.area.line'),
    where: t('keys.tryLine', { example }),
    keys: [],
    ...(akteId !== undefined && { run: () => go({ page: 'akte', personId: akteId }) }),
  }));
}

function manualItem(section: ManualSection, { t }: HelpSources): HelpItem {
  const { page, title, text } = section;
  return {
    id: `manual-${page}-${title}`,
    label: title,
    // Of a long section its beginning: words that stand everywhere would lead everywhere.
    words: `${page} ${text.slice(0, 240)}`,
    where: `${t('keys.manual')}: ${page}`,
    keys: [],
    section,
  };
}
