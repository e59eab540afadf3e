/** Bytes as the server holds them, in groups of eight that wrap with the width. */
export function HexDump({ hex, label }: { hex: string; label: string }) {
  const groups = hex.match(/.{1,16}/g) ?? [];
  return (
    <div className="hex" role="group" aria-label={label} tabIndex={0}>
      {groups.map((group, at) => (
        <span key={`${at * 8}`}>{(group.match(/../g) ?? []).join(' ')}</span>
      ))}
    </div>
  );
}
