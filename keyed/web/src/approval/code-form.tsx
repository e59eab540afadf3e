import { Button, Kbd, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The recovery code of the access sheet, typed or pasted. */
export function CodeForm({ isBusy, onCode }: { isBusy: boolean; onCode: (code: string) => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    setIsMissing(code.trim() === '');
    if (code.trim() !== '' && !isBusy) onCode(code.trim());
  }
  return (
    <form className="key-way" onSubmit={onSubmit} noValidate>
      <TextInput
        label={t('signIn.recoveryCode')}
        description={t('signIn.recoveryHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={isMissing ? t('devices.codeMissing') : undefined}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        autoFocus
        classNames={{ input: 'mono' }}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" aria-disabled={isBusy} rightSection={<Kbd>Enter</Kbd>}>
        {t(isBusy ? 'devices.setUpBusy' : 'devices.setUp')}
      </Button>
    </form>
  );
}
