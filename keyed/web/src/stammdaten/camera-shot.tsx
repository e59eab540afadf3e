import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';

/** Takes one picture with the camera. Its pictures never leave the page but for the one that is kept (PE21). */
export function CameraShot({ onPicture, onLeave }: { onPicture: (picture: ImageBitmap) => void; onLeave: () => void }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const [isMissing, setIsMissing] = useState(false);
  useEffect(() => {
    let left = false;
    let stream: MediaStream | undefined;
    const end = () => stream?.getTracks().forEach((track) => track.stop());
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'user', width: { ideal: 1280 } }, audio: false })
      .then(async (opened) => {
        stream = opened;
        if (left || video.current === null) return end();
        video.current.srcObject = opened;
        await video.current.play();
      })
      .catch(() => left || setIsMissing(true));
    return () => {
      left = true;
      end();
    };
  }, []);
  async function shoot(): Promise<void> {
    const shown = video.current;
    if (shown !== null && shown.videoWidth > 0) onPicture(await createImageBitmap(shown));
  }
  return (
    <div className="camera-shot">
      {isMissing ? (
        <Note icon="alert" tone="warn">
          {t('persons.portrait.noCamera')}
        </Note>
      ) : (
        <video ref={video} muted playsInline aria-label={t('persons.portrait.live')} />
      )}
      <div className="editor-actions">
        {!isMissing && (
          <Button variant="filled" size="xs" autoFocus onClick={() => void shoot()}>
            {t('persons.portrait.shoot')}
          </Button>
        )}
        <Button size="xs" onClick={onLeave}>
          {t('persons.portrait.leave')}
        </Button>
      </div>
    </div>
  );
}
