interface Wish {
  readonly refusal: (size: number, reads: unknown) => Promise<unknown>;
  readonly read: (reads: unknown) => Promise<unknown>;
}

/** Reads content without a delivery entry. Whether it may be read is asked of `stub-akte-access.ts`, which lets everybody read everything. */
export async function deliver(
  { tenant }: { readonly tenant: { readonly core: { readonly store: unknown } } },
  _address: string,
  { refusal, read }: Wish,
): Promise<{ readonly ok: true; readonly value: unknown }> {
  const { store } = tenant.core;
  await refusal(0, store);
  return { ok: true, value: await read(store) };
}
