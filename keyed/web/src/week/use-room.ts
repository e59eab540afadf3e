import { useEffect, useState } from 'react';

/** How much room there is: for one day and one resource, for one resource a day, for several (KG5). */
export type Room = 'phone' | 'narrow' | 'wide';

const PHONE = '(max-width: 600px)';
const NARROW = '(max-width: 1180px)';

/** The room of this window, as it changes. */
export function useRoom(): Room {
  const [room, setRoom] = useState(roomNow);
  useEffect(() => {
    const queries = [PHONE, NARROW].map((query) => window.matchMedia(query));
    const follow = () => setRoom(roomNow());
    for (const query of queries) query.addEventListener('change', follow);
    return () => {
      for (const query of queries) query.removeEventListener('change', follow);
    };
  }, []);
  return room;
}

function roomNow(): Room {
  if (window.matchMedia(PHONE).matches) return 'phone';
  return window.matchMedia(NARROW).matches ? 'narrow' : 'wide';
}
