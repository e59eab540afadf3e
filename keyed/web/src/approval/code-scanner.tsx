import { Button, Kbd, Textarea } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scanCamera } from './scan-camera.ts';

/** Reads the code that the new browser shows: by the camera, or typed in by a hand scanner or by pasting. */
export function CodeScanner({ isBusy, onCode }: { isBusy: boolean; onCode: (code: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { video, state } = useCamera(onCode);
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (text.trim() !== '' && !isBusy) onCode(text);
  }
  return (
    <form className="key-way" onSubmit={onSubmit} noValidate>
      <p className="d">{t('devices.scanHint')}</p>
      {state === 'missing' ? (
        <p className="m t12" role="status">
          {t('devices.cameraMissing')}
        </p>
      ) : (
        // A picture of the desk before the camera: nothing to be read out.
        <video ref={video} className="camera-view" muted playsInline aria-label={t('devices.camera')} />
      )}
      <Textarea
        label={t('devices.code')}
        description={t('devices.codeHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        rows={3}
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        classNames={{ input: 'mono' }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && onSubmit(event)}
      />
      <Button type="submit" variant="filled" aria-disabled={isBusy} rightSection={<Kbd>Enter</Kbd>}>
        {t(isBusy ? 'devices.checkingCode' : 'devices.checkCode')}
      </Button>
    </form>
  );
}

function useCamera(onCode: (code: string) => void) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<'running' | 'missing'>('running');
  const newest = useRef(onCode);
  newest.current = onCode;
  useEffect(() => {
    const { current } = video;
    if (current === null) return undefined;
    return scanCamera(current, {
      onText: (code) => newest.current(code),
      onMissing: () => setState('missing'),
    });
  }, []);
  return { video, state };
}
