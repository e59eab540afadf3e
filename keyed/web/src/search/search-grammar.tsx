import { useTranslation } from 'react-i18next';

/** Examples are written, not translated: they are what people type. */
const EXAMPLES = [
  ['brandt il', 'name'],
  [',ilse', 'given'],
  ['b,i 1403', 'initials'],
  ['14.3.51', 'birth'],
  ['#20418', 'number'],
  ['...berg', 'part'],
  ['>', 'command'],
] as const;

/** How the search is asked. */
export function SearchGrammar() {
  const { t } = useTranslation();
  return (
    <table className="grammar">
      <caption>{t('search.grammar')}</caption>
      <tbody>
        {EXAMPLES.map(([typed, finds]) => (
          <tr key={typed}>
            <th scope="row">
              <code>{typed}</code>
            </th>
            <td>{t(`search.example.${finds}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
