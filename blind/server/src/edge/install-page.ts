import { createHash } from 'node:crypto';
import type { Authority } from './authority.ts';
import { BASE_HEADERS } from './headers.ts';
import { INSTALL_STEPS } from './install-steps.ts';
import { plainHttpNotice } from './notice-page.ts';

/** How the page came: over http nothing on it is proven, and it says so. */
export type CameBy = 'http' | 'https';

const STYLE = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:0;background:light-dark(#f6f5f3,#191b1d);color:light-dark(#1d2226,#e8e8e6)}main{max-width:46rem;margin:0 auto;padding:24px 16px 48px}h1{font-size:22px;line-height:1.3}h2{font-size:17px;margin:28px 0 8px}section[lang=en]{margin-top:40px;border-top:1px solid light-dark(#d5d3cf,#3a3f43)}code,.print{font:13px/1.6 ui-monospace,monospace;overflow-wrap:anywhere}.print{display:block;background:light-dark(#fff,#22262a);border:1px solid light-dark(#d5d3cf,#3a3f43);border-radius:6px;padding:8px 12px}details{background:light-dark(#fff,#22262a);border:1px solid light-dark(#d5d3cf,#3a3f43);border-radius:6px;margin:8px 0;padding:0 12px}summary{min-height:44px;line-height:44px;cursor:pointer;font-weight:600}a{color:light-dark(#0b5c66,#7fd0da)}a.load{display:inline-block;min-height:44px;line-height:44px;font-weight:600}ol{padding-left:20px;margin:0 0 12px}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** The headers of the page: nothing runs, and only its own style applies (LN4). */
export const INSTALL_PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...BASE_HEADERS,
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  'content-type': 'text/html; charset=utf-8',
};

/** The page that leads from the plain address to the secure one (LN2, LN3). Without an authority of the house there is nothing to
 *  install: then it only explains. Fixed texts, the address of the certificate and the fingerprint: nothing of the request (LN4). */
export function installPage(cameBy: CameBy, address: string | undefined, authority: Authority | undefined): string {
  const { de, en } = plainHttpNotice(address);
  const isPlain = cameBy === 'http';
  const part = (language: 'de' | 'en', [title, text]: readonly [string, string]) =>
    `<section lang="${language}">${isPlain ? `<h1>${title}</h1><p>${text}</p>` : ''}${
      authority === undefined ? '' : installPart(language, cameBy, authority)
    }</section>`;
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Siegel</title><style>${STYLE}</style></head><body><main>${part('de', de)}${part('en', en)}</main></body></html>`;
}

const TEXT = {
  de: {
    title: 'Dieses Gerät einrichten',
    compare: {
      http: 'Laden Sie das Zertifikat Ihrer Einrichtung. Bevor Sie es einrichten, vergleichen Sie diesen Fingerabdruck mit dem Blatt der Administration („siegel tls show“) oder mit einem Gerät, das schon eingerichtet ist. Diese Seite allein beweist ihn nicht.',
      https:
        'Dieses Gerät vertraut Ihrer Einrichtung schon. Öffnen Sie auf dem neuen Gerät dieselbe Adresse mit http:// am Anfang, und vergleichen Sie dort diesen Fingerabdruck.',
    },
    load: 'Zertifikat laden',
    after:
      'Danach die Adresse öffnen, die mit https:// beginnt. Warnt der Browser dann noch, nicht fortfahren und die Administration fragen.',
  },
  en: {
    title: 'Set up this device',
    compare: {
      http: 'Download the certificate of your organisation. Before you install it, compare this fingerprint with the sheet of your administrator ("siegel tls show") or with a device that is set up already. This page alone does not prove it.',
      https:
        'This device trusts your organisation already. Open the same address with http:// at its beginning on the new device, and compare this fingerprint there.',
    },
    load: 'Download certificate',
    after:
      'Then open the address that begins with https://. If the browser still warns, do not go on and ask your administrator.',
  },
} as const;

function installPart(language: 'de' | 'en', cameBy: CameBy, { fingerprint }: Authority): string {
  const text = TEXT[language];
  const steps = INSTALL_STEPS.map(
    ({ system, file, ...lines }) =>
      `<details><summary>${system}</summary><a class="load" href="/siegel-ca.${file}">${text.load}</a><ol>${lines[language].map((line) => `<li>${line}</li>`).join('')}</ol></details>`,
  ).join('');
  return `<h2>${text.title}</h2><p>${text.compare[cameBy]}</p><span class="print">SHA-256 ${fingerprint}</span>${steps}<p>${text.after}</p>`;
}
