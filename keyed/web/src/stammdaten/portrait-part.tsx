import { Button } from '@mantine/core';
import type { PersonView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { CameraShot } from './camera-shot.tsx';
import { CropForm } from './crop-form.tsx';
import { type Crop, drawPortrait, loadPortrait, MIDDLE } from './draw-portrait.ts';
import { Portrait } from './portrait.tsx';

/** The picture of the person: taken from a file or the camera, cropped, taken out again with a way back (PE20, PE21, PE22). */
export function PortraitPart({ view }: { view: PersonView }) {
  const { t } = useTranslation();
  const work = usePortrait(view);
  const { chosen, removed } = work;
  return (
    <div className="portrait-part">
      <FailureNote failure={work.failure} title={t('persons.portrait.failed')} />
      {chosen !== undefined && (
        <CropForm picture={chosen} isBusy={work.isBusy} onTake={work.take} onLeave={() => work.choose(undefined)} />
      )}
      {work.isShooting && <CameraShot onPicture={work.choose} onLeave={() => work.shoot(false)} />}
      {chosen === undefined && !work.isShooting && (
        <div className="portrait-row">
          {view.portrait === undefined ? (
            <span className="m">{t('persons.portrait.none')}</span>
          ) : (
            <Portrait bytes={view.portrait} alt={t('persons.portrait.of', { name: view.person.familienname })} />
          )}
          <div className="portrait-acts">
            <label className="file-button">
              {t('persons.portrait.file')}
              <input
                type="file"
                accept="image/jpeg,image/png,image/webp"
                onChange={(event) => {
                  const [file] = event.currentTarget.files ?? [];
                  if (file !== undefined) void work.open(file);
                  event.currentTarget.value = '';
                }}
              />
            </label>
            {hasCamera() && (
              <Button size="xs" onClick={() => work.shoot(true)}>
                {t('persons.portrait.camera')}
              </Button>
            )}
            {view.portrait !== undefined && (
              <Button size="xs" onClick={() => void work.remove()}>
                {t('persons.portrait.remove')}
              </Button>
            )}
          </div>
        </div>
      )}
      <p role="status" className="portrait-undo">
        {removed !== undefined && view.portrait === undefined && (
          <>
            {t('persons.portrait.removed')}{' '}
            <button type="button" className="link" onClick={() => void work.put(removed)}>
              {t('persons.portrait.undo')}
            </button>
          </>
        )}
      </p>
    </div>
  );
}

function usePortrait(view: PersonView) {
  const safe = useSafe();
  const { personId } = view.person;
  const [chosen, choose] = useState<ImageBitmap>();
  const [isShooting, shoot] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [removed, setRemoved] = useState<Uint8Array>();
  const [failure, setFailure] = useState<Failure>();
  async function put(picture: Uint8Array | undefined): Promise<void> {
    setIsBusy(true);
    const written = await safe.setPortrait(personId, picture);
    setIsBusy(false);
    setFailure(written.ok ? undefined : written.error);
    if (written.ok) choose(undefined);
    setRemoved(written.ok && picture === undefined ? view.portrait : undefined);
  }
  return {
    chosen,
    choose: (picture: ImageBitmap | undefined) => {
      shoot(false);
      choose(picture);
    },
    isShooting,
    shoot,
    isBusy,
    removed,
    failure,
    put,
    remove: () => put(undefined),
    open: async (file: Blob) => {
      const loaded = await loadPortrait(file);
      setFailure(loaded.ok ? undefined : loaded.error);
      if (loaded.ok) choose(loaded.value);
    },
    take: async (crop: Crop = MIDDLE) => {
      if (chosen === undefined) return;
      const drawn = await drawPortrait(chosen, crop);
      if (drawn.ok) await put(drawn.value);
      else setFailure(drawn.error);
    },
  };
}

/** Undefined where the page did not come over a safe line. */
function hasCamera(): boolean {
  return (navigator.mediaDevices as MediaDevices | undefined) !== undefined;
}
