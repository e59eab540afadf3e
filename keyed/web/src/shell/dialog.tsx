import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

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
