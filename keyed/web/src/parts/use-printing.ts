import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether a sheet stands in place of the screen: only while somebody prints who may, whichever way (Strg P, the browser's menu).
 *  @param onPrint called as soon as the sheet is drawn; the log is told here. */
export function usePrinting(mayPrint: boolean, onPrint: () => void): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  const newest = useRef(onPrint);
  newest.current = onPrint;
  useEffect(() => {
    if (!mayPrint) return undefined;
    const begin = () => {
      // The browser takes its picture as soon as this returns.
      flushSync(() => setIsPrinting(true));
      newest.current();
    };
    const end = () => setIsPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, [mayPrint]);
  return isPrinting && mayPrint;
}
