/** One picture that was taken, and what was found on the screen. */
export interface Picture {
  readonly station: string;
  readonly variant: string;
  /** As seen from the sheet. */
  readonly file: string;
  readonly findings: readonly string[];
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** All pictures on one page, a row per station. */
export function contactSheet(pictures: readonly Picture[]): string {
  const rows = Map.groupBy(pictures, ({ station }) => station);
  const figure = ({ variant, file, findings }: Picture) =>
    `<figure><a href="${file}"><img src="${file}" loading="lazy" alt=""></a><figcaption>${variant}${findings
      .map((finding) => `<br><mark>${escaped(finding)}</mark>`)
      .join('')}</figcaption></figure>`;
  const sections = [...rows].map(([name, row]) => `<h2>${name}</h2><div>${row.map(figure).join('')}</div>`);
  return `<!doctype html><meta charset="utf-8"><title>Siegel, every screen</title>
<style>body{font:13px sans-serif;margin:16px}div{display:flex;gap:12px;overflow-x:auto}figure{margin:0}img{height:420px;border:1px solid #bbb}</style>
${sections.join('\n')}
`;
}
