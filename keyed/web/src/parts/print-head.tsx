import { useBranding } from '../settings/branding.ts';

/** Logo, name and address of the house on top of a printed sheet; nothing before they are known. */
export function PrintHead() {
  const branding = useBranding();
  if (branding === undefined) return null;
  const { logoUrl, name, anschrift, kontakt } = branding;
  return (
    <header className="print-head">
      {logoUrl !== undefined && <img src={logoUrl} alt="" />}
      <div>
        <b>{name}</b>
        {[anschrift, kontakt]
          .filter((lines) => lines !== '')
          .map((lines) => (
            <div key={lines}>{lines}</div>
          ))}
      </div>
    </header>
  );
}
