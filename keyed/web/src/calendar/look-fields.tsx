import { Select, TextInput } from '@mantine/core';
import { HUES, type Hue } from '@siegel/akten';
import { useTranslation } from 'react-i18next';

/** Name, Kuerzel and colour: what resources and types have in common. */
export interface Look {
  readonly name: string;
  readonly shortName: string;
  readonly hue: Hue;
}

/** The fields of a `Look`. */
export function LookFields<T extends Look>({ look, onLook }: { look: T; onLook: (look: T) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('calendarSettings.name')}
        value={look.name}
        maxLength={100}
        data-autofocus
        onChange={(event) => onLook({ ...look, name: event.currentTarget.value })}
      />
      <div className="form-row">
        <TextInput
          label={t('calendarSettings.shortName')}
          value={look.shortName}
          maxLength={6}
          onChange={(event) => onLook({ ...look, shortName: event.currentTarget.value })}
        />
        <Select
          label={t('calendarSettings.hue')}
          value={look.hue}
          allowDeselect={false}
          data={HUES.map((hue) => ({ value: hue, label: t(`calendarSettings.hues.${hue}`) }))}
          onChange={(value) => onLook({ ...look, hue: HUES.find((hue) => hue === value) ?? look.hue })}
        />
      </div>
    </>
  );
}

/** The Kuerzel on its colour, as the day list shows it. */
export function LookChip({ look: { shortName, hue } }: { look: Look }) {
  return (
    <span className="type-chip" style={{ color: `var(--sg-${hue})`, background: `var(--sg-${hue}-bg)` }}>
      {shortName}
    </span>
  );
}
