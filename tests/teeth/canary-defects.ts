import type { Defect } from './defects.ts';

/** Defects of the search for markers: one that passes over something proves nothing (A2). */
export const CANARY_DEFECTS: readonly Defect[] = [
  {
    name: 'the search for markers goes one byte too far',
    file: 'tools/testing/src/marker-search.ts',
    find: 'end += Math.max(1, move);',
    plant: 'end += Math.max(1, move) + 1;',
    test: 'tools/testing/src/marker-search.test.ts',
  },
  {
    name: 'base64 is looked for as if nothing stood before it',
    file: 'tools/testing/src/canary.ts',
    find: '...[0, 1, 2].flatMap(',
    plant: '...[0].flatMap(',
    test: 'tools/testing/src/marker-search.test.ts',
  },
  {
    name: 'what is packed is not looked into',
    file: 'tools/testing/src/marker-search.ts',
    find: 'const MOST_LEVELS = 3;',
    plant: 'const MOST_LEVELS = 0;',
    test: 'tools/testing/src/marker-search.test.ts',
  },
  {
    name: 'what a browser says over a WebSocket stays masked',
    file: 'tools/testing/src/websocket-frames.ts',
    find: 'const isMasked = second >= 0x80;',
    plant: 'const isMasked = second > 0xff;',
    test: 'tools/testing/src/marker-search.test.ts',
  },
];
