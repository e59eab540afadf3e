import { equalBytes } from '@siegel/wire';
import { useEffect, useState } from 'react';

/** The picture of a person, from its bytes. */
export function Portrait({ bytes: given, alt }: { bytes: Uint8Array; alt: string }) {
  const bytes = useSame(given);
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url === undefined ? null : <img className="portrait" src={url} alt={alt} width={72} height={72} />;
}

/** Every change of the Akte brings the same picture anew: it is drawn again only when it is another one. */
function useSame(bytes: Uint8Array): Uint8Array {
  const [kept, setKept] = useState(bytes);
  if (kept === bytes || equalBytes(kept, bytes)) return kept;
  setKept(bytes);
  return bytes;
}
