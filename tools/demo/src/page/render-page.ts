import { RIGHTS } from '@siegel/akten';
import { PRACTICE, STAFF, type StaffMember } from '../data/practice.ts';
import type { AccessFiles } from '../roles/access-files.ts';
import { linkOf, type RolesFile } from '../roles/roles-file.ts';
import { rightsOf } from '../roles/staff-rights.ts';
import { commandLines } from './command-lines.ts';
import { html, type Html } from './html.ts';
import { sealMark } from './seal-mark.ts';
import { type Language, TEXTS, type Texts } from './texts.ts';

const HUES = ['blue', 'green', 'rust', 'violet', 'olive', 'indigo'] as const;

/** Address of the page in a language, on the page's own server. */
export const PATH_BY_LANGUAGE: Readonly<Record<Language, string>> = { de: '/', en: '/en' };

/** What the page tells. */
export interface PageFacts {
  readonly roles: RolesFile;
  /** Where the command line finds what each role signs in with. */
  readonly files: readonly AccessFiles[];
  /** Where Siegel answers. */
  readonly siegelOrigin: string;
  /** The folder from which commands are typed. */
  readonly here: string;
}

/** The page: one card per role, each a link that opens Siegel, and the commands of the first role. */
export function renderPage(language: Language, facts: PageFacts): string {
  const { roles, siegelOrigin } = facts;
  const texts = TEXTS[language];
  const other = language === 'de' ? 'en' : 'de';
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${texts.title}</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>
<header>
<span class="brand">${sealMark()} Siegel</span>
<span class="demo">${texts.demo}</span>
<a class="language" href="${PATH_BY_LANGUAGE[other]}" lang="${other}" hreflang="${other}">${texts.otherLanguage}</a>
</header>
<div class="columns">
<main>
<h1>${texts.heading}</h1>
<p class="practice">${PRACTICE.name}, ${PRACTICE.ort}</p>
<p class="invented">${texts.invented}</p>
<ul class="roles" aria-label="${texts.roles}">
${STAFF.map((member, i) => roleCard(member, { language, roles, siegelOrigin, hue: HUES[i % HUES.length] ?? 'blue' }))}
</ul>
</main>
${aside(texts, facts, language)}
</div>
</body>
</html>
`.text;
}

interface CardContext {
  readonly language: Language;
  readonly roles: RolesFile;
  readonly siegelOrigin: string;
  readonly hue: string;
}

function roleCard(member: StaffMember, { language, roles, siegelOrigin, hue }: CardContext): Html {
  const access = roles.access.find(({ account }) => account === member.anmeldename);
  if (access === undefined) return html``;
  const texts = TEXTS[language];
  return html`<li>
<a class="card" href="${linkOf(siegelOrigin, access)}" rel="noreferrer">
<span class="token ${hue}" aria-hidden="true">${member.initialen}</span>
<span class="who"><b>${member.anzeigename}</b><span class="job" lang="de">${member.berufsbezeichnung}</span></span>
<span class="rights">${rightsText(member, language)}. ${texts.password} <samp>${access.password}</samp></span>
<span class="go">${texts.signIn}</span>
</a>
</li>`;
}

/** What the role may do, in the words of the rights themselves. */
function rightsText(member: StaffMember, language: Language): string {
  const rights = rightsOf(member);
  const isAll = rights.length === Object.keys(RIGHTS).length;
  const text = isAll ? TEXTS[language].mayAll : rights.map((right) => RIGHTS[right][language]).join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function aside(texts: Texts, facts: PageFacts, language: Language): Html {
  const { roles } = facts;
  const number = new Intl.NumberFormat(language);
  const fill = (text: string) =>
    text.replace('{persons}', number.format(roles.persons)).replace('{eintraege}', number.format(roles.eintraege));
  return html`<aside>
<h2>${texts.factsHeading}</h2>
<dl class="facts">
${texts.facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${fill(value)}</dd></div>`)}
</dl>
<h2>${texts.tryHeading}</h2>
<dl class="tries">
${texts.tries.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}
</dl>
${ownFiles(texts, facts)}
<h2>${texts.howHeading}</h2>
${texts.how.map((paragraph) => html`<p>${paragraph}</p>`)}
</aside>`;
}

/** The commands are there for the role that may import: the first one, who may do everything. */
function ownFiles({ ownHeading, own, ownFile }: Texts, { files, siegelOrigin, here }: PageFacts): Html {
  const [first] = files;
  if (first === undefined) return html``;
  const lines = commandLines(first, { siegelOrigin, here, file: ownFile });
  return html`<h2>${ownHeading}</h2>
${lines.map((line, i) => html`<p>${own[i] ?? ''}</p><pre tabindex="0"><code>${line}</code></pre>`)}`;
}
