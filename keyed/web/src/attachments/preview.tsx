import { useEffect, useState } from 'react';

/** The small sealed picture of a file. It says nothing the row's words do not say, so it has no words of its own. */
export function Preview({ bytes }: { bytes: Uint8Array }) {
  const url = useObjectUrl(bytes);
  return url === undefined ? null : <img className="preview" src={url} alt="" />;
}

function useObjectUrl(bytes: Uint8Array): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/webp' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url;
}
