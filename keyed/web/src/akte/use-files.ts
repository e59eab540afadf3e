import { useRef } from 'react';
import type { AttachHandle } from '../attachments/attach-buttons.tsx';
import { useDrop } from '../attachments/use-drop.ts';
import { useUnfinished } from '../attachments/use-unfinished.ts';
import { useUploads } from '../attachments/use-uploads.ts';
import { useKeys } from '../shell/use-keys.ts';
import { localDay } from '../text/format.ts';

/** Files on their way into this Akte, and the ways to hand one over. Each goes to the day of today. */
export function useFiles(personId: string, onAttached: (recordId: string) => void) {
  const { uploads, queue, cancel } = useUploads(personId, onAttached);
  const take = (files: readonly File[]) => queue.add(files, localDay(Date.now()));
  const buttons = useRef<AttachHandle>(null);
  const choose = () => buttons.current?.choose();
  useKeys({ 'Alt+KeyA': choose });
  const cutOff = useUnfinished(personId, uploads);
  const actions = {
    onCancel: cancel,
    onAgain: (id: string) => queue.again(id),
    onDismiss: (id: string) => queue.remove(id),
  };
  return { uploads, ...cutOff, take, choose, actions, buttons, drop: useDrop(take) };
}
