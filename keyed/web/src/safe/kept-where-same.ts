/**
 * The new value, with every part that says the same as before replaced by the part of before: what is compared by identity (a memo of
 * the page) sees only what has changed. Lists are compared place by place, objects in lists by their name among `NAMES` where they have one.
 * Takes what structured clones are made of: objects, lists, plain values.
 */
export function keptWhereSame<T>(before: T, now: T): T {
  if (Object.is(before, now)) return before;
  if (Array.isArray(before) && Array.isArray(now)) return keptList(before, now) as T;
  if (!isObject(before) || !isObject(now)) return now;
  const names = Object.keys(now);
  const kept: Record<string, unknown> = {};
  let isSame = names.length === Object.keys(before).length;
  for (const name of names) {
    kept[name] = keptWhereSame(before[name], now[name]);
    if (!Object.is(kept[name], before[name]) || !(name in before)) isSame = false;
  }
  return (isSame ? before : kept) as T;
}

/** What tells one object of a list from another. */
const NAMES = ['recordId', 'personId', 'stop', 'key', 'day'] as const;

function keptList(before: readonly unknown[], now: readonly unknown[]): readonly unknown[] {
  const named = new Map(before.map((one) => [nameOf(one), one]));
  const kept = now.map((one, at) => {
    const name = nameOf(one);
    return keptWhereSame(name === undefined ? before[at] : named.get(name), one);
  });
  const isSame = kept.length === before.length && kept.every((one, at) => Object.is(one, before[at]));
  return isSame ? before : kept;
}

function nameOf(one: unknown): unknown {
  if (!isObject(one)) return undefined;
  const name = NAMES.find((each) => each in one);
  return name === undefined ? undefined : one[name];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
