import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/command.css';
import { useKuerzelLabel } from './kuerzel-label.ts';
import type { HelpItem } from './use-line-help.ts';

/** What the command line can do, with an example each; Enter puts it into the line (AL7). */
export function CommandHelp({
  items,
  at,
  onChoose,
}: {
  items: readonly HelpItem[];
  at: number;
  onChoose: (example: string) => void;
}) {
  const { t } = useTranslation();
  const labelOf = useKuerzelLabel();
  const chosen = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to end an effect.
    chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div className="command-help" role="listbox" aria-label={t('line.help')} tabIndex={0}>
      {items.map(({ does, kuerzel, example }, i) => (
        <div
          key={example}
          id={`command-help-${i}`}
          role="option"
          aria-selected={i === at}
          ref={i === at ? chosen : undefined}
          className={i === at ? 'on' : ''}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(example)}
        >
          <code>{example.trim()}</code>
          <span>{does === undefined ? labelOf(kuerzel ?? '') : t(`line.does.${does}`)}</span>
        </div>
      ))}
    </div>
  );
}
