import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

/** A layer over everything else, in the top third. Esc and a click beside it close it; the focus returns to its origin. */
export function Dialog({
  isOpen,
  label,
  size,
  onClose,
  children,
}: {
  isOpen: boolean;
  label: string;
  size: number;
  onClose: () => void;
  children: ReactNode;
}) {
  useFocusBack(isOpen);
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size={size}
      lockScroll={false}
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={label}>{children}</Modal.Content>
    </Modal.Root>
  );
}

/** The focus goes back to where it was before the layer opened, also when something inside took it before the layer could see it. */
function useFocusBack(isOpen: boolean): void {
  const [origin, setOrigin] = useState<{ readonly isOpen: boolean; readonly element: Element | null }>({
    isOpen: false,
    element: null,
  });
  // Noted while rendering: effects of what is inside run before those of the layer.
  if (origin.isOpen !== isOpen) setOrigin({ isOpen, element: isOpen ? document.activeElement : origin.element });
  const { element } = origin;
  useEffect(() => {
    if (!isOpen) return;
    return () =>
      void requestAnimationFrame(() => {
        if (document.activeElement === document.body && element instanceof HTMLElement) element.focus();
      });
  }, [isOpen, element]);
}
