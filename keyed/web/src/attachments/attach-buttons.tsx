import { type Ref, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';

/** What a key may ask of the buttons. */
export interface AttachHandle {
  readonly choose: () => void;
}

/** Two ways to hand over a file: the dialogue, and on a device with a camera the camera. */
export function AttachButtons({ onFiles, ref }: { onFiles: (files: readonly File[]) => void; ref: Ref<AttachHandle> }) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({ choose: () => chooser.current?.click() }), []);
  function take(input: HTMLInputElement): void {
    onFiles([...(input.files ?? [])]);
    // The same file may be chosen once more.
    input.value = '';
  }
  return (
    <>
      <button
        type="button"
        className="row-action"
        aria-label={t('file.attach')}
        title={t('file.attachKey')}
        onClick={() => chooser.current?.click()}
      >
        <Icon name="clip" />
      </button>
      <button
        type="button"
        className="row-action camera"
        aria-label={t('file.camera')}
        title={t('file.camera')}
        onClick={() => camera.current?.click()}
      >
        <Icon name="camera" />
      </button>
      <input ref={chooser} type="file" multiple hidden onChange={(event) => take(event.currentTarget)} />
      <input
        ref={camera}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        capture="environment"
        hidden
        onChange={(event) => take(event.currentTarget)}
      />
    </>
  );
}
