import type { DeviceViewport } from "../../codec/measures.ts";
import { DEFAULT_FONT_PX, defaultFontOf, ROOT_FONT_REF } from "../../codec/platform.ts";
import type { Reader } from "../../codec/reader.ts";
import type { Size } from "../own-layout.ts";
import { INSET_NAMES, insetName, unitName } from "../styles/index.ts";
import { isViewport } from "./viewport.ts";

const COMMON_FONTS: Fonts = { medium: DEFAULT_FONT_PX, root: 0 };

interface Fonts {
  /** Size of the customer's default font, in px. */
  readonly medium: number;
  /** Size of the font of their page's root, in px; 0 where it was not told. */
  readonly root: number;
}

/** What the lengths need of the replica. */
interface LengthsHost {
  /** The customer's viewport, as the frame has it while it shows the customer's layout. */
  viewport(): Size;
  /** Takes rules that stand above those of the page. */
  outrank(css: string): void;
  /** What `em` means in media queries, in px; null: what it means in this browser. */
  mediaEm(px: number | null): void;
  /** Asks the customer's end. */
  want(ref: string): void;
}

/**
 * What the customer's device and browser make of lengths: of the window's height, of edges that the device covers, of the
 * font that customers choose for all pages.
 */
export class DeviceLengths {
  readonly #host: LengthsHost;
  readonly #ownMedium = defaultFontOf(document);
  #window: DeviceViewport | null = null;
  #fonts = COMMON_FONTS;
  #wanted = false;

  constructor(host: LengthsHost) {
    this.#host = host;
  }

  /** Where the customer's default font is of another size than this browser's, that of their page's root is wanted. */
  compare(): void {
    const isOther = this.#fonts.medium !== this.#ownMedium;
    if (isOther && !this.#wanted) this.#host.want(ROOT_FONT_REF);
    this.#wanted ||= isOther;
    this.#host.mediaEm(isOther ? this.#fonts.medium : null);
  }

  /** The viewport is another. */
  resized(): void {
    this.#outrank();
  }

  /** Reads how the device measures the window. */
  window(r: Reader): void {
    const [large = 0, small = 0, ...insets] = Array.from({ length: 6 }, () => r.f32());
    this.#window = { large, small, insets: insets as unknown as DeviceViewport["insets"] };
    this.#outrank();
  }

  /** Reads sizes of fonts. */
  fonts(r: Reader): void {
    this.#fonts = { medium: r.f32(), root: r.f32() };
    this.compare();
    this.#outrank();
  }

  reset(): void {
    this.#window = null;
    this.#fonts = COMMON_FONTS;
    this.#wanted = false;
  }

  #outrank(): void {
    const ofPage = (this.#window ? names(this.#window) : "") + this.#rootFont;
    const page = ofPage && `@media ${isViewport(this.#host.viewport())}{:root{${ofPage}}}`;
    // In frames, and in a layout of the agent's own, it is what no sheet says.
    const all = this.#wanted ? `:where(:root){font-size:${this.#fonts.medium}px}` : "";
    this.#host.outrank(all + page);
  }

  get #rootFont(): string {
    const { root } = this.#fonts;
    return this.#wanted && root > 0 ? `font-size:${root}px!important;` : "";
  }
}

/** Declares the names that stand in sheets for units of the customer's device. */
function names({ large, small, insets }: DeviceViewport): string {
  const px = [
    [unitName("l"), large / 100],
    [unitName("s"), small / 100],
    ...INSET_NAMES.map((side, i) => [insetName(side), insets[i]]),
  ];
  return px.map(([name, value]) => `${name}:${value}px!important;`).join("");
}
