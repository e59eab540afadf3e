import { type BlocksOfTable, blocksOfTable } from '@siegel/akten';
import { CsvRows } from '@siegel/interchange';

/** Text blocks of a CSV file: UTF-8, or Windows-1252 where it is not; apart by semicolons, commas or tabs, as the first line says (TB13). */
export function blocksOfFile(bytes: ArrayBuffer): BlocksOfTable {
  const text = textOf(bytes).replace(/^\ufeff/, '');
  const rows = new CsvRows(separatorOf(text));
  return blocksOfTable([...rows.push(text), ...rows.end()].map(({ cells }) => cells));
}

function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function separatorOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  const count = (separator: string) => line.split(separator).length;
  const [most = ';'] = [';', ',', '\t'].toSorted((a, b) => count(b) - count(a));
  return most;
}
