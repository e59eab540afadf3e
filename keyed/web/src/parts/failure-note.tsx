import { useFailureText } from '../text/failure-text.ts';
import { Note } from './note.tsx';

/** What did not work and why, in its place; nothing while nothing failed. `after` says what became of what was typed. */
export function FailureNote({
  failure,
  title,
  after,
}: {
  failure: { readonly code: string } | undefined;
  title: string;
  after?: string;
}) {
  const failureText = useFailureText();
  if (failure === undefined) return null;
  return (
    <Note icon="alert" tone="bad">
      <b className="n">{title}</b> {failureText(failure)}
      {after === undefined ? '' : ` ${after}`}
    </Note>
  );
}
