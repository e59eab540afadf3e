import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { openPdf, type OpenedPdf, paintPage } from './pdf-reader.ts';

/** The pages of a PDF, each painted when it comes near the window. Its text stands beside every page for screen readers. */
export function PdfPages({ file }: { file: Blob }) {
  const { t } = useTranslation();
  const pdf = usePdf(file);
  if (pdf === 'failed') {
    return (
      <Note icon="broken" tone="warn">
        {t('file.pdfFailed')}
      </Note>
    );
  }
  if (pdf === undefined) return <Skeleton label={t('file.opening')} lines={8} />;
  return (
    <div className="pages">
      {Array.from({ length: pdf.pages }, (_, at) => (
        <Page key={`${at + 1}`} pdf={pdf} number={at + 1} />
      ))}
    </div>
  );
}

function usePdf(file: Blob): OpenedPdf | 'failed' | undefined {
  const [pdf, setPdf] = useState<OpenedPdf | 'failed'>();
  useEffect(() => {
    let left = false;
    let opened: OpenedPdf | undefined;
    openPdf(file).then(
      (read) => {
        opened = read;
        if (left) read.close();
        else setPdf(read);
      },
      () => !left && setPdf('failed'),
    );
    return () => {
      left = true;
      opened?.close();
    };
  }, [file]);
  return pdf;
}

function Page({ pdf, number }: { pdf: OpenedPdf; number: number }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  const isNear = useNear(frame);
  useEffect(() => {
    if (!isNear || canvas.current === null) return undefined;
    const painting = paintPage(pdf, number, canvas.current);
    painting.text.then(setText, () => undefined);
    return painting.stop;
  }, [isNear, pdf, number]);
  const { width, height } = pdf.firstPage;
  return (
    <figure ref={frame} className="pdf-page">
      <canvas ref={canvas} style={{ aspectRatio: `${width} / ${height}` }} aria-hidden="true" />
      <figcaption className="m t12">{t('file.page', { page: number, count: pdf.pages })}</figcaption>
      <div className="visually-hidden">{text}</div>
    </figure>
  );
}

function useNear(of: { readonly current: Element | null }): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    if (of.current === null) return undefined;
    const watch = new IntersectionObserver(
      (seen) => seen.some(({ isIntersecting }) => isIntersecting) && setIsNear(true),
      { rootMargin: '600px' },
    );
    watch.observe(of.current);
    return () => watch.disconnect();
  }, [of]);
  return isNear;
}
