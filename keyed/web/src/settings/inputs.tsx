import { Input, TextInput as MantineTextInput } from '@mantine/core';
import { type InputHTMLAttributes, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly maxLength: number;
  readonly readOnly: boolean;
  readonly onChange: (value: string) => void;
}

/** One line of text. */
export function TextInput({
  onChange,
  ...given
}: FieldProps & Pick<InputHTMLAttributes<HTMLInputElement>, 'autoComplete'>) {
  return (
    <MantineTextInput
      {...given}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Some lines of text. */
export function Textarea({ label, description, onChange, ...given }: FieldProps) {
  const id = useId();
  return (
    <Input.Wrapper
      id={id}
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description']}
    >
      <textarea
        {...given}
        id={id}
        rows={3}
        className="settings-lines"
        aria-describedby={description === undefined ? undefined : `${id}-description`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Input.Wrapper>
  );
}

/** A whole number; empty where the rule does not hold. */
export function NumberInput({
  label,
  description,
  value,
  min,
  max,
  isReadOnly,
  onChange,
}: {
  label: string;
  description?: string;
  value: number | undefined;
  min: number;
  max: number;
  isReadOnly: boolean;
  onChange: (value: number | undefined) => void;
}) {
  return (
    <MantineTextInput
      className="settings-number"
      type="number"
      inputMode="numeric"
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description']}
      min={min}
      max={max}
      step={1}
      readOnly={isReadOnly}
      value={value ?? ''}
      onChange={(event) => {
        const { value: typed } = event.currentTarget;
        onChange(typed === '' ? undefined : Math.trunc(Number(typed)));
      }}
    />
  );
}
