/** A section of the manual. */
export interface ManualSection {
  /** Title of its page. */
  readonly page: string;
  /** Its own title; that of the page for what stands before the first heading. */
  readonly title: string;
  /** Lines of the page, as they are written (Markdown). */
  readonly text: string;
}

const PAGES = import.meta.glob<string>('../../../../docs/user/*.md', { query: '?raw', import: 'default' });
/** Lists of their own, long: every message, every command of the terminal, every field. */
const LEFT_OUT = /\/(?:README|meldungen|was-der-server-lesen-kann|kommandozeile|betrieb|client-getrennt)\.md$/;

/** The manual by sections, for people at the desk; fetched with the program, so that it is there without a line. */
export async function readManual(): Promise<readonly ManualSection[]> {
  const pages = Object.entries(PAGES).filter(([path]) => !LEFT_OUT.test(path));
  const texts = await Promise.all(pages.map(([, read]) => read()));
  return texts.flatMap(sectionsOf);
}

/** Sections of a page: a heading of the first or second level begins one. What is not there yet is none. */
export function sectionsOf(markdown: string): readonly ManualSection[] {
  const parts = markdown.split(/^(?=##? )/m).filter((part) => part.trim() !== '');
  const page = titleOf(parts[0] ?? '');
  return parts
    .map((part) => ({ page, title: titleOf(part), text: part.replace(/^#.*\n/, '').trim() }))
    .filter(({ title, text }) => text !== '' && title !== 'Das gibt es noch nicht');
}

function titleOf(part: string): string {
  return /^##? (.*)$/m.exec(part)?.[1] ?? '';
}
