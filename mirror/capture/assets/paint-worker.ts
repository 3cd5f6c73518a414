/** A picture that a paint worklet is to draw. */
export interface PaintJob {
  readonly id: number;
  readonly name: string;
  /** CSS px, and device pixels of each. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  readonly properties: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

/** What comes back: first, for each painter, the properties it reads, then pictures by their jobs. */
export type PaintAnswer =
  | { readonly reads: Readonly<Record<string, readonly string[]>> }
  | { readonly id: number; readonly picture: Blob | null };

/** A worklet's class, as the platform describes it. */
interface Painter {
  new (): { paint(context: unknown, size: object, properties: object, args: readonly object[]): void };
  readonly inputProperties?: readonly string[];
}

/** Where the worker runs, as far as it is used here. */
interface PaintScope {
  registerPaint(name: string, painter: Painter): void;
  onmessage: ((event: MessageEvent<PaintJob>) => void) | null;
  postMessage(answer: PaintAnswer): void;
}

/**
 * Runs in a worker, as text: it must not use anything from around it. Loads the page's paint worklets and draws with
 * them what the page's browser draws, on canvases of its own.
 */
export function paintWorker(
  scope: PaintScope,
  load: (address: string) => Promise<unknown>,
  modules: readonly string[],
): void {
  const painters = new Map<string, Painter>();
  scope.registerPaint = (name, painter) => painters.set(name, painter);
  // A value as worklets read it: text, number, unit.
  const readable = (text: string): object =>
    Object.assign([text], {
      value: Number.parseFloat(text),
      unit: text.replace(/^[-+.\de]*/i, "") || "number",
      toString: () => text,
    });
  Promise.allSettled(modules.map(load)).then(() => {
    const reads: Record<string, readonly string[]> = {};
    for (const [name, painter] of painters) reads[name] = [...(painter.inputProperties ?? [])];
    scope.postMessage({ reads });
  });
  scope.onmessage = async ({ data }) => {
    const { id, name, width, height, ratio, properties, args } = data;
    let picture: Blob | null = null;
    try {
      const painter = painters.get(name);
      const canvas = new OffscreenCanvas(Math.ceil(width * ratio), Math.ceil(height * ratio));
      const context = canvas.getContext("2d");
      context?.scale(ratio, ratio);
      const map = {
        get: (key: string) => readable(properties[key] ?? ""),
        has: (key: string) => key in properties,
      };
      if (painter) new painter().paint(context, { width, height }, map, args.map(readable));
      if (painter) picture = await canvas.convertToBlob();
    } catch {
      // The worklet's own fault: browsers draw nothing either.
    }
    scope.postMessage({ id, picture });
  };
}
