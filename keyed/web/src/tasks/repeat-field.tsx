import { NativeSelect, NumberInput } from '@mantine/core';
import { TASK_RHYTHMS, type TaskRepeat } from '@siegel/akten';
import { useTranslation } from 'react-i18next';

interface RepeatFieldProps {
  readonly repeat: TaskRepeat | null;
  readonly onRepeat: (repeat: TaskRepeat | null) => void;
}

/** Whether a task comes again, and how often. */
export function RepeatField({ repeat, onRepeat }: RepeatFieldProps) {
  const { t } = useTranslation();
  return (
    <>
      <NativeSelect
        label={t('tasks.form.repeat')}
        value={repeat?.einheit ?? 'none'}
        data={['none' as const, ...TASK_RHYTHMS].map((value) => ({ value, label: t(`tasks.form.repeats.${value}`) }))}
        onChange={(event) => {
          const einheit = TASK_RHYTHMS.find((one) => one === event.currentTarget.value);
          onRepeat(einheit === undefined ? null : { alle: repeat?.alle ?? 1, einheit });
        }}
      />
      {repeat !== null && (
        <NumberInput
          label={t('tasks.form.every')}
          value={repeat.alle}
          min={1}
          max={365}
          allowDecimal={false}
          onChange={(value) => onRepeat({ ...repeat, alle: Math.min(365, Math.max(1, Number(value) || 1)) })}
        />
      )}
    </>
  );
}
