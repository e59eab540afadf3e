import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';

/** Takes files that are dropped on or pasted into an element. While files hang over it, `isOver` is true. Text is left alone. */
export function useDrop(onFiles: (files: readonly File[]) => void) {
  // Moving over a child leaves the parent first: entering and leaving are counted.
  const depth = useRef(0);
  const [isOver, setIsOver] = useState(false);
  function over(change: number): void {
    depth.current = Math.max(0, depth.current + change);
    setIsOver(depth.current > 0);
  }
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over(1);
    },
    onDragOver: (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    },
    onDragLeave: (event: DragEvent) => {
      if (hasFiles(event)) over(-1);
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setIsOver(false);
      onFiles([...event.dataTransfer.files]);
    },
    onPaste: (event: ClipboardEvent) => {
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    },
  };
  return { isOver, handlers };
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes('Files');
}
