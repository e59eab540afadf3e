import * as z from 'zod/mini';

const hexId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const word = z.string().check(z.maxLength(64));

/** Control messages about support (docs/spec/support.md). Part of `controlMessages`. What support is shown holds ids, codes, numbers
 *  and open fields. */
export const supportMessages = {
  supportView: z.strictObject({
    untilMs: z.int(),
    areas: z.array(word).check(z.maxLength(8)),
    sites: z.array(hexId).check(z.maxLength(1000)),
    akten: z.nullable(
      z
        .array(z.strictObject({ akte: hexId, site: hexId, records: z.int(), writtenAtMs: z.int() }))
        .check(z.maxLength(50)),
    ),
    house: z.nullable(
      z.strictObject({
        persons: z.int(),
        services: z.int(),
        left: z.int(),
        devices: z.int(),
        sites: z.int(),
        groups: z
          .array(z.strictObject({ groupKind: word, version: z.int(), members: z.int() }))
          .check(z.maxLength(2000)),
      }),
    ),
    technical: z.nullable(
      z.strictObject({
        protocol: z.int(),
        journalSize: z.int(),
        countedFrom: z.int(),
        house: z.int(),
        records: z.int(),
        accessLog: z.int(),
        sessions: z.int(),
        failures: z.array(z.strictObject({ code: word, route: word, atMs: z.int() })).check(z.maxLength(50)),
      }),
    ),
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
          parts: z.array(z.strictObject({ compartment: z.int(), sizeBytes: z.int() })).check(z.maxLength(8)),
          open: z
            .array(z.strictObject({ field: word, value: z.string().check(z.maxLength(120)) }))
            .check(z.maxLength(64)),
        }),
      )
      .check(z.maxLength(500)),
  }),
  /** Who of support is in at this moment. */
  supportSessions: z.strictObject({
    sessions: z.array(z.strictObject({ user: hexId, createdAt: z.int(), seenAt: z.int() })).check(z.maxLength(5_000)),
  }),
} as const;
