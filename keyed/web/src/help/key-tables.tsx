import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { keyWords } from '../keys/key-words.ts';
import { useSingleKeys } from '../keys/single-keys.ts';
import { useLanguage } from '../text/language.ts';
import { KEY_AREAS, type KeyArea } from './key-list.ts';

/** All keys by area, on screen and on paper (EV2). */
export function KeyTables() {
  return (
    <div className="key-areas">
      {KEY_AREAS.map((area) => (
        <AreaTable key={area.area} area={area} />
      ))}
    </div>
  );
}

function AreaTable({ area }: { area: KeyArea }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const areOn = useSingleKeys();
  return (
    <table className="key-area">
      <caption>{t(`keys.area.${area.area}`)}</caption>
      <tbody>
        {area.lines.map(({ does, codes }) => (
          <tr key={does}>
            <th scope="row">
              {codes.map((code) => (
                <Kbd key={code}>{keyWords(code, language, areOn)}</Kbd>
              ))}
            </th>
            <td>{t(`keys.does.${does}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
