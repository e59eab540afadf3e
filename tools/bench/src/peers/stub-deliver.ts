/** Reads content without a delivery entry and without asking whether it may be read. */
export async function deliver(
  { tenant }: { readonly tenant: { readonly core: { readonly store: unknown } } },
  _address: string,
  { read }: { readonly read: (reads: unknown) => Promise<unknown> },
): Promise<{ readonly ok: true; readonly value: unknown }> {
  return { ok: true, value: await read(tenant.core.store) };
}
