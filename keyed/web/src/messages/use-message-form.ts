import type { PersonRow } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { KEPT_AS } from '../text-blocks/kept-forms.ts';
import { useKeptForm } from '../text-blocks/use-kept-form.ts';
import type { MessageStart } from './message-start.ts';

/** A message as it is kept until it is sent (TB16). */
export interface KeptMessage {
  readonly fields: MessageFields;
  readonly replyTo?: string;
  readonly forwards?: string;
}

interface MessageFields {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly isImportant: boolean;
  readonly person: PersonRow | undefined;
}

/** A message being written. `submit` sends it once, and only when it has a recipient. */
export function useMessageForm(start: MessageStart, onSent: (saved: boolean) => void) {
  const safe = useSafe();
  const [fields, setFields] = useState<MessageFields>(() => fieldsOf(start));
  const [isBusy, setIsBusy] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { replyTo, forwards } = start;
  const origin = { ...(replyTo !== undefined && { replyTo }), ...(forwards !== undefined && { forwards }) };
  useKeptForm<KeptMessage>(`${replyTo ?? forwards ?? 'new'}${KEPT_AS.message}`, {
    form: { fields, ...origin },
    words: wordsOf,
    onForm: (kept) => setFields(kept.fields),
  });
  const { person, ...words } = fields;
  async function submit(): Promise<void> {
    setIsMissing(words.to.length === 0);
    if (words.to.length === 0 || isBusy) return;
    setIsBusy(true);
    const sent = await safe.sendMessage({
      ...words,
      ...(person !== undefined && { personId: person.personId }),
      ...origin,
    });
    setIsBusy(false);
    if (sent.ok) onSent(sent.value.saved);
    else setFailure(sent.error);
  }
  const set = (change: Partial<MessageFields>) => setFields((before) => ({ ...before, ...change }));
  return { fields, set, submit, isBusy, isMissing, failure };
}

/** What of a kept message is said. */
export function wordsOf({ fields: { subject, text } }: KeptMessage): string {
  return subject.trim() === '' ? text : subject;
}

/** A message begins as not important, whatever it answers. */
function fieldsOf({ to = [], subject = '', text = '', person }: MessageStart): MessageFields {
  return { to, subject, text, isImportant: false, person };
}
