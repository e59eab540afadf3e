import { z } from 'zod';

const hexId = z.string().regex(/^[0-9a-f]{32}$/);
const word = z.string().max(64);

/** Control messages about support (docs/spec/support.md). Part of `controlMessages`. What support is shown holds ids, codes, numbers
 *  and open fields. */
export const supportMessages = {
  supportView: z.strictObject({
    untilMs: z.int(),
    areas: z.array(word).max(8),
    sites: z.array(hexId).max(1000),
    akten: z
      .array(z.strictObject({ akte: hexId, site: hexId, records: z.int(), writtenAtMs: z.int() }))
      .max(50)
      .nullable(),
    house: z
      .strictObject({
        persons: z.int(),
        services: z.int(),
        left: z.int(),
        devices: z.int(),
        sites: z.int(),
        groups: z.array(z.strictObject({ groupKind: word, version: z.int(), members: z.int() })).max(2000),
      })
      .nullable(),
    technical: z
      .strictObject({
        protocol: z.int(),
        journalSize: z.int(),
        countedFrom: z.int(),
        house: z.int(),
        records: z.int(),
        accessLog: z.int(),
        sessions: z.int(),
        failures: z.array(z.strictObject({ code: word, route: word, atMs: z.int() })).max(50),
      })
      .nullable(),
  }),
  supportAkte: z.strictObject({
    akte: hexId,
    rows: z
      .array(
        z.strictObject({
          record: hexId,
          kind: z.int(),
          receivedAtMs: z.int(),
          isReleased: z.boolean(),
          parts: z.array(z.strictObject({ compartment: z.int(), sizeBytes: z.int() })).max(8),
          open: z.array(z.strictObject({ field: word, value: z.string().max(120) })).max(64),
        }),
      )
      .max(500),
  }),
  /** Who of support is in at this moment. */
  supportSessions: z.strictObject({
    sessions: z.array(z.strictObject({ user: hexId, createdAt: z.int(), seenAt: z.int() })).max(5_000),
  }),
} as const;
