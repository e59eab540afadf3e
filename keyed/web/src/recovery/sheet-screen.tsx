import { Button } from '@mantine/core';
import type { KitToKeep, SignedIn } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useBranding } from '../settings/branding.ts';
import { RecoverySheet } from '../setup/recovery-sheet.tsx';
import { saveFile } from '../parts/save-file.ts';
import { KitInput } from './kit-input.tsx';

/** The sheet once more, from the file or the words somebody still has; and, said openly, that there is no other way (FR24). */
export function SheetScreen({ session, onHome }: { session: SignedIn; onHome: () => void }) {
  const { t } = useTranslation();
  const branding = useBranding();
  const safe = useSafe();
  const [text, setText] = useState('');
  const [kit, setKit] = useState<KitToKeep>();
  const [failure, setFailure] = useState<Failure | 'missing'>();
  async function onShow(): Promise<void> {
    if (text.trim() === '') return setFailure('missing');
    const sheet = await safe.sheetOfKit(text);
    setFailure(sheet.ok ? undefined : sheet.error);
    if (!sheet.ok) return;
    setText('');
    setKit(sheet.value);
  }
  return (
    <div className="sheet-again">
      <div className="sheet-again-side">
        <h1>{t('sheetAgain.title')}</h1>
        <p className="d">{t('sheetAgain.lead')}</p>
        {kit === undefined ? (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void onShow();
            }}
          >
            <KitInput
              text={text}
              failure={failure}
              onText={(typed) => {
                setText(typed);
                setFailure(undefined);
              }}
            />
            <Button type="submit" variant="filled">
              {t('sheetAgain.show')}
            </Button>
          </form>
        ) : (
          <SheetActions kit={kit} onHome={onHome} />
        )}
        <h2>{t('sheetAgain.lost')}</h2>
        <p className="d">{t('sheetAgain.lostHint')}</p>
      </div>
      {kit !== undefined && (
        <div className="setup-preview">
          <RecoverySheet kit={kit} organisationName={branding?.name ?? session.tenantName} covered={[]} />
        </div>
      )}
    </div>
  );
}

function SheetActions({ kit, onHome }: { kit: KitToKeep; onHome: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="row">
      <Button variant="filled" autoFocus onClick={() => window.print()}>
        <Icon name="print" />
        <span className="way-verb">{t('sheetAgain.print')}</span>
      </Button>
      <Button onClick={() => saveFile(kit.fileName, new Blob([kit.file], { type: 'text/plain' }))}>
        <Icon name="stick" />
        <span className="way-verb">{t('sheetAgain.saveFile')}</span>
      </Button>
      <Button variant="subtle" onClick={onHome}>
        {t('sheetAgain.done')}
      </Button>
    </div>
  );
}
