import { type DeviceNumbers, KEYWORD_FEATURES } from "../../capture/styles/features.ts";
import { type MediaLengths, OWN_MEDIA } from "./types.ts";

type Comparison = "<" | "<=" | "=" | ">=" | ">";

const DPI_PER_DPPX = 96;
const DPCM_PER_DPPX = DPI_PER_DPPX / 2.54;
/** Initial font size that `em` and `rem` mean in media queries, in px. */
const MEDIA_EM_PX = 16;
/** Two resolutions this near are the same: authors write 1.3 for 1.3333. */
const RATIO_TOLERANCE = 0.001;

/**
 * The customer's media environment: answers the features that depend on device and settings. Those that depend on
 * the viewport's size are left to the replica's frame, which has that size.
 */
export class Environment {
  readonly #device: DeviceNumbers;
  readonly #matched = new Map<string, number>();
  readonly #media: () => MediaLengths;

  /** `masks[i]` is about KEYWORD_FEATURES[i]: bit 0 the bare feature, bit n its n-th keyword. */
  constructor(masks: readonly number[], device: DeviceNumbers, media: () => MediaLengths = () => OWN_MEDIA) {
    this.#media = media;
    this.#device = device;
    KEYWORD_FEATURES.forEach(([name], i) => {
      this.#matched.set(name, masks[i] ?? 0);
    });
  }

  get dark(): boolean {
    return this.keyword("prefers-color-scheme", "dark") === true;
  }

  /** What media queries count otherwise than the replica's frame would. */
  get media(): MediaLengths {
    return this.#media();
  }

  /** A phone or tablet. */
  get held(): boolean {
    return this.keyword("pointer", "coarse") === true;
  }

  get ratio(): number {
    return this.#device.ratio;
  }

  /** The verdict on `(name)` or `(name: value)`; undefined when the replica's frame is to answer. */
  keyword(name: string, value?: string): boolean | undefined {
    const mask = this.#matched.get(name);
    if (mask === undefined) return undefined;
    if (value === undefined) return (mask & 1) !== 0;
    const feature = KEYWORD_FEATURES.find(([known]) => known === name) as readonly string[];
    const at = feature.indexOf(value, 1);
    return at < 0 ? undefined : ((mask >> at) & 1) !== 0;
  }

  /** The verdict on a comparison such as `resolution >= 2dppx`; undefined when the frame is to answer. */
  compare(name: string, comparison: Comparison, value: string): boolean | undefined {
    const actual = this.#number(name);
    const wanted = parseQuantity(value);
    if (actual === undefined || wanted === undefined) return undefined;
    const difference = actual - wanted;
    if (Math.abs(difference) < RATIO_TOLERANCE) return comparison.includes("=");
    if (comparison === "=") return false;
    return comparison.startsWith("<") ? difference < 0 : difference > 0;
  }

  #number(name: string): number | undefined {
    switch (name) {
      case "resolution":
      case "-webkit-device-pixel-ratio":
      case "-moz-device-pixel-ratio":
        return this.#device.ratio;
      case "device-width":
        return this.#device.width;
      case "device-height":
        return this.#device.height;
      case "device-aspect-ratio":
        return this.#device.width / this.#device.height;
      case "color":
        return this.#device.color;
      case "color-index":
        return 0;
      default:
        return undefined;
    }
  }
}

const UNIT_FACTOR: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  dppx: 1,
  x: 1,
  em: MEDIA_EM_PX,
  rem: MEDIA_EM_PX,
  dpi: 1 / DPI_PER_DPPX,
  dpcm: 1 / DPCM_PER_DPPX,
};

function parseQuantity(value: string): number | undefined {
  const ratio = /^([\d.]+)\s*\/\s*([\d.]+)$/.exec(value);
  if (ratio) {
    const [width, height] = [Number(ratio[1]), Number(ratio[2])];
    // Browsers take 0/0 for 1/0.
    return height === 0 ? Number.POSITIVE_INFINITY : width / height;
  }
  const found = /^([-+]?[\d.]+(?:e[-+]?\d+)?)([a-z]*)$/.exec(value);
  const factor = UNIT_FACTOR[found?.[2] ?? "?"];
  return found && factor !== undefined ? Number(found[1]) * factor : undefined;
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  "<": ">",
  "<=": ">=",
  "=": "=",
  ">=": "<=",
  ">": "<",
};

/** The verdict on what stands between a feature's parentheses, e.g. `max-resolution: 1.5dppx`. */
export function mediaVerdict(environment: Environment, inside: string): boolean | undefined {
  const text = inside
    .replace(/\/\*[\s\S]*?\*\//g, " ")
    .trim()
    .toLowerCase();
  const plain = /^([-\w]+)(?:\s*:\s*([\s\S]+))?$/.exec(text);
  if (plain) return plainVerdict(environment, plain[1] as string, plain[2]?.trim());
  const range = /^([^<>=]+?)\s*([<>]=?|=)\s*([^<>=]+?)(?:\s*([<>]=?|=)\s*([^<>=]+))?$/.exec(text);
  if (!range) return undefined;
  const [, left, first, middle, second, right] = range as unknown as [
    string,
    string,
    Comparison,
    string,
    Comparison?,
    string?,
  ];
  if (second !== undefined && right !== undefined) {
    const low = environment.compare(middle, MIRRORED[first], left);
    const high = environment.compare(middle, second, right);
    return low === undefined || high === undefined ? undefined : low && high;
  }
  return environment.compare(left, first, middle) ?? environment.compare(middle, MIRRORED[first], left);
}

function plainVerdict(
  environment: Environment,
  name: string,
  value: string | undefined,
): boolean | undefined {
  if (value === undefined) {
    return environment.keyword(name) ?? environment.compare(name, ">", "0");
  }
  const keyword = environment.keyword(name, value);
  if (keyword !== undefined) return keyword;
  const bound = /^(-webkit-|-moz-)?(min|max)-(.+)$/.exec(name) ?? /^()(min|max)-(-moz-.+)$/.exec(name);
  if (!bound) return environment.compare(name, "=", value);
  return environment.compare((bound[1] ?? "") + bound[3], bound[2] === "min" ? ">=" : "<=", value);
}
