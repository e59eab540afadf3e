import { useEffect, useRef, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

const CODE = /^\d{5}$/;

/** The towns of a postal code, looked up on this device. The only one of a code is handed to `onOnly`, once per code; one that stood
 *  there when the form was opened is left as it is. */
export function useTowns(code: string, onOnly: (town: string) => void): readonly string[] {
  const safe = useSafe();
  const [towns, setTowns] = useState<readonly string[]>([]);
  const newest = useRef(onOnly);
  newest.current = onOnly;
  const settled = useRef(code.trim());
  useEffect(() => {
    const asked = code.trim();
    if (!CODE.test(asked) || asked === settled.current) {
      if (asked !== settled.current) setTowns([]);
      return;
    }
    let left = false;
    void safe.townsOf(asked).then((found) => {
      if (left) return;
      settled.current = asked;
      setTowns(found);
      const [only] = found;
      if (found.length === 1 && only !== undefined) newest.current(only);
    });
    return () => {
      left = true;
    };
  }, [safe, code]);
  return towns;
}
