import type { KeyboardEvent, ReactNode } from 'react';

/** The form of a task or message: Strg Enter submits it, wherever the focus is. */
export function DeskForm({ onSubmit, children }: { readonly onSubmit: () => void; readonly children: ReactNode }) {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSubmit();
  }
  return (
    <form
      noValidate
      className="approve desk-form"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
