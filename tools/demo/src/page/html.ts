const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that needs no escaping any more. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Filling = string | number | Html | readonly Html[];

/** Builds markup; everything filled in is escaped unless it is markup built the same way. */
export function html(parts: TemplateStringsArray, ...fillings: readonly Filling[]): Html {
  const filled = parts.map((part, i) => part + (i < fillings.length ? textOf(fillings[i] ?? '') : ''));
  return new Html(filled.join(''));
}

function textOf(filling: Filling): string {
  if (filling instanceof Html) return filling.text;
  if (typeof filling === 'object') return filling.map(({ text }) => text).join('\n');
  return String(filling).replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);
}
