/** What a camera says. */
export interface CameraTalk {
  /** A code was read; another one every time it changes. */
  readonly onText: (text: string) => void;
  /** There is no camera, or nobody allowed it. */
  readonly onMissing: () => void;
}

const LOOK_EVERY_MS = 200;
/** Wider pictures read no better and take longer. */
const MOST_WIDTH = 800;

/** Shows the camera in `video` and looks for a QR code in its pictures, which never leave the page. @returns the end of it. */
export function scanCamera(video: HTMLVideoElement, talk: CameraTalk): () => void {
  const stop = new AbortController();
  void run(video, talk, stop.signal).catch(() => {
    if (!stop.signal.aborted) talk.onMissing();
  });
  return () => stop.abort();
}

async function run(video: HTMLVideoElement, talk: CameraTalk, signal: AbortSignal): Promise<void> {
  // The reader is loaded with the camera: nobody else needs it.
  const [stream, { decodeQR }] = await Promise.all([openCamera(), import('qr/decode.js')]);
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) return end();
  signal.addEventListener('abort', end, { once: true });
  video.srcObject = stream;
  await video.play();
  const canvas = new OffscreenCanvas(1, 1);
  let last = '';
  while (!signal.aborted) {
    const text = readFrame(video, canvas, decodeQR);
    if (text !== undefined && text !== last) talk.onText(text);
    last = text ?? last;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function openCamera(): Promise<MediaStream> {
  // Undefined where the page did not come over a safe line.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) return Promise.reject(new Error('DV9: no camera'));
  return devices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false });
}

type Picture = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };

function readFrame(
  video: HTMLVideoElement,
  canvas: OffscreenCanvas,
  decode: (picture: Picture) => string,
): string | undefined {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return undefined;
  const scale = Math.min(1, MOST_WIDTH / videoWidth);
  const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return undefined;
  context.drawImage(video, 0, 0, width, height);
  try {
    return decode(context.getImageData(0, 0, width, height));
  } catch {
    // No code in this picture, or not a whole one: the next one comes in a moment.
    return undefined;
  }
}
