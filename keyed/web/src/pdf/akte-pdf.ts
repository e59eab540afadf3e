import inter from '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf?url';
import { tablePdf } from './table-pdf.ts';
import type { MadePdf, PdfGiven, TableSheet } from './table-sheet.ts';

/** Fetches the font beside this module and makes the PDF. Rejects where the font is out of reach, and with what `pause` rejects with. */
export async function akteToPdf(sheet: TableSheet, given: Omit<PdfGiven, 'font'>): Promise<MadePdf> {
  const answer = await fetch(inter);
  if (!answer.ok) throw new Error('the font is out of reach');
  return tablePdf(sheet, { ...given, font: new Uint8Array(await answer.arrayBuffer()) });
}
