import type { ReactElement } from 'react';
import { lobedRing } from './lobed-ring.ts';

const SEAL = lobedRing(8.71, 0.84);

/** The signs of the workspace on a 24 x 24 field, drawn as lines of 1.7 units. */
const SHAPES = {
  alert: <path d="M12 4 2.8 19.5h18.4zM12 10v4M12 16.8v.01" />,
  back: <path d="m14.5 6-6 6 6 6" />,
  broken: (
    <>
      <path d={SEAL} strokeDasharray="4 3" />
      <path d="M12 8.5V13M12 15.8v.01" />
    </>
  ),
  calendar: (
    <>
      <rect x="4" y="5" width="16" height="15" rx="2" />
      <path d="M4 10h16M8 3v4M16 3v4" />
    </>
  ),
  camera: (
    <>
      <path d="M4 8h3.5L9 5.5h6L16.5 8H20v11H4z" />
      <circle cx="12" cy="13" r="3.5" />
    </>
  ),
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  clip: <path d="m19 11-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5L13 4a3 3 0 0 1 4.3 4.3l-7.8 7.8a1.4 1.4 0 0 1-2-2l7-7" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7v5l3 2" />
    </>
  ),
  close: <path d="M6 6l12 12M18 6 6 18" />,
  done: (
    <>
      <circle cx="12" cy="12" r="9" fill="currentColor" stroke="none" />
      <path d="m8 12.3 2.8 2.8L16 9.5" stroke="var(--sg-surface)" strokeWidth="2.2" />
    </>
  ),
  disk: (
    <>
      <rect x="3" y="7" width="18" height="10" rx="2" />
      <path d="M6.500 12h.01M9.500 12h.01M14 12h4" />
    </>
  ),
  door: <path d="M5 21h14M7 21V4h10v17M14 12v.01" />,
  down: <path d="m6 9.5 6 6 6-6" />,
  download: <path d="M12 4v11m-4.500-4.500L12 15l4.500-4.500M5 19.500h14" />,
  draft: <circle cx="12" cy="12" r="8" strokeDasharray="3 3.2" />,
  eye: (
    <>
      <path d="M2.5 12C5 7.5 8.2 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-5.700 6.500-9.500 6.500S5 16.500 2.500 12z" />
      <circle cx="12" cy="12" r="3" />
    </>
  ),
  filter: <path d="M4 7h16M7 12h10M10 17h4" />,
  find: (
    <>
      <circle cx="10.5" cy="10.5" r="6" />
      <path d="m15 15 5 5" />
    </>
  ),
  folder: <path d="M4 5h5l2 3h9v11H4z" />,
  help: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .9-1 1.7M12 16.5v.01" />
    </>
  ),
  history: (
    <>
      <path d="M5.5 6.5A8.5 8.5 0 1 1 3.5 12M3 4.5v4h4" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5M12 8v.01" />
    </>
  ),
  key: (
    <>
      <circle cx="8" cy="15" r="4" />
      <path d="m11 12 8-8M16 7l3 3M14 9l2 2" />
    </>
  ),
  list: <path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01" />,
  lock: (
    <>
      <rect x="5" y="11" width="14" height="9" rx="2" />
      <path d="M8 11V8a4 4 0 0 1 8 0v3" />
    </>
  ),
  mail: <path d="M4 6h16v12H4zM4 7l8 6 8-6" />,
  move: <path d="M4 6h5l2 3h9v10H4zM8.5 14h7M13 11.5l2.5 2.5-2.5 2.5" />,
  people: (
    <>
      <circle cx="9" cy="8.5" r="3.5" />
      <path d="M2.5 19c0-3.200 2.700-5 6.500-5s6.500 1.800 6.500 5M15.500 5.300a3.500 3.500 0 0 1 0 6.400M18 14.600c2.200.7 3.500 2.200 3.500 4.400" />
    </>
  ),
  pen: <path d="M4 20l1-4L16 5l3 3L8 19zM14 7l3 3" />,
  stamp: <path d="M9.5 4h5v4.5l-1 4H18v4H6v-4h4.5l-1-4zM5 20h14" />,
  block: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="m6 6 12 12" />
    </>
  ),
  today: <path d="M4 6.5h3M4 12h3M4 17.5h3M10.5 6.5H20M10.5 12H20M10.5 17.5H20" />,
  print: <path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z" />,
  phone: <path d="M8 3h8v18H8zM11 18h2" />,
  pin: <path d="M9 3.5h6l-1 6 3.5 3.500H6.500L10 9.500zM12 13v7.500" />,
  plus: <path d="M12 5v14M5 12h14" />,
  refresh: <path d="M20 11a8 8 0 0 0-14.5-4M4 4v4h4M4 13a8 8 0 0 0 14.5 4M20 20v-4h-4" />,
  seal: (
    <>
      <path d={SEAL} />
      <circle cx="12" cy="12" r="2.6" fill="currentColor" stroke="none" />
    </>
  ),
  server: (
    <>
      <rect x="4" y="4" width="16" height="7" rx="2" />
      <rect x="4" y="13" width="16" height="7" rx="2" />
      <path d="M8 7.5h.01M8 16.5h.01" />
    </>
  ),
  settings: <path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5" />,
  stick: <path d="M9 8h6v11a2 2 0 0 1-2 2h-2a2 2 0 0 1-2-2zM10 8V3h4v5M12 5.500v.01" />,
  tick: <path d="M4 5h16v14H4zM8 12l3 3 5-6" />,
  transfer: <path d="M4 8h14m-4-4 4 4-4 4M20 16H6m4-4-4 4 4 4" />,
  trash: <path d="M5 7h14M10 4h4M7 7l.8 12.500h8.400L17 7M10.500 10.500v5.500M13.500 10.500v5.500" />,
  tree: (
    <>
      <rect x="9" y="3.5" width="6" height="5" rx="1" />
      <rect x="3" y="15.5" width="6" height="5" rx="1" />
      <rect x="15" y="15.5" width="6" height="5" rx="1" />
      <path d="M12 8.5V12M6 15.5V12h12v3.5" />
    </>
  ),
  user: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M5 20c0-3.5 3-5.5 7-5.5s7 2 7 5.5" />
    </>
  ),
} satisfies Record<string, ReactElement>;

/** Name of a sign. */
export type IconName = keyof typeof SHAPES;

/** One sign. It is decoration: the word stands beside it or in `title`, which then names the sign to screen readers. */
export function Icon({ name, small = false, title }: { name: IconName; small?: boolean; title?: string }) {
  const naming = title === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': title };
  return (
    <svg className={small ? 'i s' : 'i'} viewBox="0 0 24 24" {...naming}>
      {title !== undefined && <title>{title}</title>}
      {SHAPES[name]}
    </svg>
  );
}
