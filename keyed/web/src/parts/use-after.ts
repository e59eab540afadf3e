import { useEffect, useState } from 'react';

/** True once what calls it has been in the page for so many milliseconds. */
export function useAfter(ms: number): boolean {
  const [isAfter, setIsAfter] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsAfter(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isAfter;
}
