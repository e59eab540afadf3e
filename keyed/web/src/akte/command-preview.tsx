import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import type { LineWish } from './command-line.ts';
import { parseDiagnosis } from './diagnosis-text.ts';
import type { Draft } from './drafts.ts';
import type { LineWork } from './line-given.ts';

/** What the line is understood as, before Enter does it (AL2). Nothing while suggestions stand there, or the line is plain text. */
export function CommandPreview({
  wish,
  draft,
  work,
  isIdle,
}: {
  wish: LineWish;
  draft: Draft;
  work: LineWork | undefined;
  isIdle: boolean;
}) {
  const said = useSaid(wish, draft);
  const isWork = wish.as === 'appointment' || wish.as === 'task';
  const shown: LineWork = isWork ? (work ?? {}) : said === undefined ? {} : { says: said };
  return (
    <p id="command-preview" className="command-preview t12" aria-live="polite">
      {!isIdle && <Understood work={shown} isGhost={isWork} />}
    </p>
  );
}

function Understood({ work: { says, warns, fault }, isGhost }: { work: LineWork; isGhost: boolean }) {
  if (fault !== undefined) return <Warning text={fault} />;
  return (
    <>
      {says !== undefined && <span className={isGhost ? 'ghost' : ''}>{says}</span>}
      {warns !== undefined && <Warning text={warns} />}
    </>
  );
}

function Warning({ text }: { text: string }) {
  return (
    <span className="warn">
      <Icon name="alert" small />
      {text}
    </span>
  );
}

/** A diagnosis in words, and the day of what is not written today. */
function useSaid(wish: LineWish, { text, day }: Draft): string | undefined {
  const { t } = useTranslation();
  const language = useLanguage();
  if (wish.as !== 'eintrag' || text.trim() === '') return undefined;
  const parts: string[] = [];
  if (wish.kuerzel.kind === 'diagnosis') {
    const { icd, sicherheit, seite, text: wording } = parseDiagnosis(text);
    const marks = [sicherheit, seite].flatMap((mark) =>
      mark === undefined ? [] : [t(`line.mark.${mark as 'A' | 'G' | 'V' | 'Z' | 'R' | 'L' | 'B'}`)],
    );
    parts.push(
      [t('line.diagnosis', { code: icd ?? t('line.noCode') }), ...marks, ...(wording ? [wording] : [])].join(', '),
    );
  }
  if (day !== localDay(Date.now())) parts.push(t('line.onDay', { day: formatDay(day, language) }));
  if (wish.kuerzel.compartment === 'admin') parts.push(t('line.admin'));
  return parts.length === 0 ? undefined : parts.join(' · ');
}
