import type { PersonView } from '@siegel/safe';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { PrintHead } from '../parts/print-head.tsx';
import { usePrinting } from '../parts/use-printing.ts';
import { useSafe } from '../safe/safe-context.ts';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { type Leaving, leaving } from './leaving.ts';
import { useSheetFacts } from './sheet-facts.ts';

/** What the sheet is made of. */
export interface AktePrintProps {
  readonly personId: string;
  readonly view: PersonView;
  /** Records that are ticked; without one the whole Akte is printed. */
  readonly ticked: ReadonlySet<string>;
  /** Who prints. */
  readonly userName: string;
}

/** The Akte on paper: whichever way somebody prints it (Strg P, the browser's menu), a sheet of its own stands in place of the screen, and
 *  the log says so (FG43, LG9). It exists only while it is printed: on screen only rows near the window do. */
export function AktePrint(props: AktePrintProps) {
  const { personId, view, ticked } = props;
  const { t } = useTranslation();
  const safe = useSafe();
  const isPrinting = usePrinting(view.may.print, () => {
    const { lines, chosenOf } = leaving(view, ticked);
    const words = chosenOf === undefined ? 'log.printedSheet' : 'aktePrint.logged.print';
    void safe.notePrint(personId, t(words, { count: lines.length }));
  });
  if (!isPrinting) return null;
  return createPortal(<Sheet {...props} {...leaving(view, ticked)} />, document.body);
}

function Sheet({ view, userName, lines, ...missing }: Leaving & AktePrintProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { name, who, said } = useSheetFacts()(view, { lines, ...missing }, userName);
  return (
    <article className="print-sheet akte-sheet" aria-hidden="true">
      <PrintHead />
      <h1>{name}</h1>
      <p>{who}</p>
      <p>{said.join(' ')}</p>
      <table>
        <thead>
          <tr>
            {(['day', 'kind', 'text', 'who', 'state'] as const).map((column) => (
              <th key={column}>{t(`freigabe.print.col.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ eintrag, startsDay }) => (
            <tr key={eintrag.recordId}>
              <td>{startsDay && formatDay(eintrag.behandlungstag, language)}</td>
              <td>{eintrag.kuerzel}</td>
              <td className="sheet-text">{eintrag.summary}</td>
              <td>{eintrag.author}</td>
              <td>{eintrag.freigabe !== undefined && t(`freigabe.print.state.${eintrag.freigabe.state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
