import type { ReactNode } from 'react';

/** The work area of a step: what it is about, its fields, and the way on. */
export function StepFrame({
  title,
  lead,
  children,
  foot,
  onSubmit,
}: {
  title: string;
  lead: string;
  children: ReactNode;
  foot: ReactNode;
  onSubmit: () => void;
}) {
  return (
    <main className="setup-main">
      <form
        noValidate
        className="setup-form"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
        <div className="setup-body">{children}</div>
        <div className="setup-foot">{foot}</div>
      </form>
    </main>
  );
}
