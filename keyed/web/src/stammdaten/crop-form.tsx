import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Crop, MIDDLE, squareOf } from './draw-portrait.ts';

const SHOWN = 180;

/** Chooses the square of a picture that is kept: by sliders, which keys move, too. */
export function CropForm({
  picture,
  isBusy,
  onTake,
  onLeave,
}: {
  picture: ImageBitmap;
  isBusy: boolean;
  onTake: (crop: Crop) => Promise<void>;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const [crop, setCrop] = useState(MIDDLE);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const { left, top, edge } = squareOf(picture, crop);
    context.clearRect(0, 0, SHOWN, SHOWN);
    context.drawImage(picture, left, top, edge, edge, 0, 0, SHOWN, SHOWN);
  }, [picture, crop]);
  return (
    <div className="crop">
      <canvas ref={canvas} width={SHOWN} height={SHOWN} role="img" aria-label={t('persons.portrait.preview')} />
      <div className="crop-sliders">
        {(['zoom', 'x', 'y'] as const).map((part) => (
          <label key={part}>
            {t(`persons.portrait.${part}`)}
            <input
              type="range"
              autoFocus={part === 'zoom'}
              min={part === 'zoom' ? 1 : -1}
              max={part === 'zoom' ? 4 : 1}
              step={0.05}
              value={crop[part]}
              onChange={(event) => setCrop({ ...crop, [part]: Number(event.currentTarget.value) })}
            />
          </label>
        ))}
        <div className="editor-actions">
          <Button variant="filled" size="xs" aria-disabled={isBusy} onClick={() => void onTake(crop)}>
            {t('persons.portrait.take')}
          </Button>
          <Button size="xs" onClick={onLeave}>
            {t('persons.portrait.leave')}
          </Button>
        </div>
      </div>
    </div>
  );
}
