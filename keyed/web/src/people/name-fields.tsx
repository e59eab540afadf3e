import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Who somebody is: the name, and what they are. */
export function NameFields({
  name,
  profession,
  isNameless,
  onChange,
}: {
  name: string;
  profession: string;
  isNameless: boolean;
  onChange: (changed: { readonly name: string } | { readonly profession: string }) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="invite-names">
      <TextInput
        label={t('people.dialog.name')}
        placeholder={t('people.dialog.nameExample')}
        error={isNameless && t('people.dialog.nameMissing')}
        autoComplete="off"
        data-autofocus
        value={name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('people.dialog.profession')}
        autoComplete="off"
        value={profession}
        onChange={(event) => onChange({ profession: event.currentTarget.value })}
      />
    </div>
  );
}
