import { MISSING } from "../../capture/assets/missing.ts";

/** A resource of the page, as far as it is known here. */
interface Held {
  /** `blob:` address, once it is here. */
  address: string | undefined;
  type: string;
  /** Can't be had; the name of the host that has it. */
  missing: string | undefined;
  readonly waiting: Set<() => void>;
}

/** Types the replica shows; anything else is taken as missing. */
const SHOWN = /^(image\/(png|jpeg|gif|webp|avif|bmp|x-icon|svg\+xml)|font\/(woff2?|ttf|otf|collection))$/;

/** The resources of the page by their references, as `blob:` addresses. */
export class AssetStore {
  readonly #ask: (ref: string) => void;
  readonly #held = new Map<string, Held>();

  constructor(ask: (ref: string) => void) {
    this.#ask = ask;
  }

  address(ref: string): string | undefined {
    return this.#held.get(ref)?.address;
  }

  type(ref: string): string {
    return this.#held.get(ref)?.type ?? "";
  }

  /** Name of the host of a resource that can't be had, undefined for all others. */
  missing(ref: string): string | undefined {
    return this.#held.get(ref)?.missing;
  }

  /** Asks for a resource unless that was done before; `arrived` is called once when its fate is known. */
  want(ref: string, arrived: () => void): string | undefined {
    const known = this.#held.get(ref);
    if (known?.address !== undefined) return known.address;
    if (known?.missing !== undefined) return undefined;
    const held = known ?? this.#add(ref);
    held.waiting.add(arrived);
    if (!known) this.#ask(ref);
    return undefined;
  }

  supply(ref: string, type: string, bytes: Uint8Array): void {
    const held = this.#held.get(ref) ?? this.#add(ref);
    if (held.address !== undefined) return;
    if (SHOWN.test(type)) {
      held.type = type;
      held.missing = undefined;
      held.address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
    } else held.missing = type === MISSING ? new TextDecoder().decode(bytes) : "";
    const waiting = [...held.waiting];
    held.waiting.clear();
    for (const arrived of waiting) arrived();
  }

  release(ref: string): void {
    const held = this.#held.get(ref);
    if (held?.address) URL.revokeObjectURL(held.address);
    this.#held.delete(ref);
  }

  clear(): void {
    for (const ref of [...this.#held.keys()]) this.release(ref);
  }

  #add(ref: string): Held {
    const held: Held = { address: undefined, type: "", missing: undefined, waiting: new Set() };
    this.#held.set(ref, held);
    return held;
  }
}
