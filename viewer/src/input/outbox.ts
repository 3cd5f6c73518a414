// The inputs of the controlling agent, numbered, so that a refusal finds the place where it was made.
import type { ElementPoint } from "@samepage/mirror/apply";
import {
  type At,
  InputCopy,
  type InputCopyBody,
  InputKey,
  type InputKeyBody,
  InputMove,
  type InputMoveBody,
  InputPick,
  type InputPickBody,
  InputPress,
  type InputPressBody,
  InputReveal,
  type InputRevealBody,
  InputText,
  type InputTextBody,
  InputWheel,
  type InputWheelBody,
  type Link,
  PointerLeave,
  type PointerLeaveBody,
  PointerMove,
  type PointerMoveBody,
} from "@samepage/wire";
import { browserClock, Pace } from "./pace.ts";

/** A place of the viewer's window, where a line is shown. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** One press or release of a button. */
export interface Press {
  readonly phase: "down" | "up" | "cancel";
  readonly button: number;
  readonly count: number;
  readonly modifiers: number;
}

/** One key as the keyboard gives it. */
export interface Key {
  readonly key: string;
  readonly code: string;
  readonly repeat: boolean;
  readonly modifiers: number;
}

/** Inputs whose place is remembered; answers come long before as many more have been sent. */
const REMEMBERED = 256;

/** Texts longer than this are sent in parts, in characters: a message holds 16 KB, and a character up to 6 bytes in JSON. */
const TEXT_PART = 2_000;

export class Outbox {
  readonly #link: Pick<Link, "send">;
  readonly #pace = new Pace(browserClock);
  readonly #places = new Map<number, Place>();
  #ref = 0;
  /** Epoch of the picture that inputs are about. */
  epoch = 0;

  constructor(link: Pick<Link, "send">) {
    this.#link = link;
  }

  /** Where the input of a number was made. */
  placeOf(ref: number): Place | null {
    return this.#places.get(ref) ?? null;
  }

  point({ node, rx, ry }: ElementPoint): void {
    this.#link.send<PointerMoveBody>({ kind: PointerMove, epoch: this.epoch, node, x: rx, y: ry });
  }

  unpoint(): void {
    this.#link.send<PointerLeaveBody>({ kind: PointerLeave });
  }

  /** Moves are not remembered: what refuses them, such as a pause, is told otherwise. */
  move(point: ElementPoint, modifiers: number): void {
    this.#link.send<InputMoveBody>({ kind: InputMove, ref: ++this.#ref, at: this.#at(point), modifiers });
  }

  wheel(point: ElementPoint, dx: number, dy: number, modifiers: number, place: Place): void {
    const body: InputWheelBody = {
      kind: InputWheel,
      ref: this.#next(place),
      at: this.#at(point),
      dx,
      dy,
      modifiers,
    };
    this.#link.send(body);
  }

  press(point: ElementPoint, press: Press, place: Place): void {
    const at = this.#at(point);
    this.#inOrder<InputPressBody>({ kind: InputPress, ref: this.#next(place), at, ...press });
  }

  key(key: Key, place: Place): void {
    this.#inOrder<InputKeyBody>({ kind: InputKey, ref: this.#next(place), phase: "press", ...key });
  }

  text(text: string, source: "ime" | "paste", place: Place): void {
    for (const part of partsOf(text)) {
      this.#inOrder<InputTextBody>({ kind: InputText, ref: this.#next(place), text: part, source });
    }
  }

  pick(node: number, picked: { value: string } | { options: number[] }, place: Place): void {
    const ref = this.#next(place);
    this.#inOrder<InputPickBody>({ kind: InputPick, ref, epoch: this.epoch, node, value: "", ...picked });
  }

  copy(cut: boolean, place: Place): void {
    this.#inOrder<InputCopyBody>({ kind: InputCopy, ref: this.#next(place), cut });
  }

  reveal(node: number, place: Place): void {
    this.#inOrder<InputRevealBody>({ kind: InputReveal, ref: this.#next(place), epoch: this.epoch, node });
  }

  /** Forgets what has not gone yet. */
  clear(): void {
    this.#pace.clear();
  }

  #inOrder<B extends Parameters<Link["send"]>[0]>(body: B): void {
    this.#pace.take(() => this.#link.send<B>(body));
  }

  #next(place: Place): number {
    const ref = ++this.#ref;
    this.#places.set(ref, place);
    this.#places.delete(ref - REMEMBERED);
    return ref;
  }

  #at({ node, rx, ry }: ElementPoint): At {
    return { epoch: this.epoch, node, x: rx, y: ry };
  }
}

/** A text in parts that fit a message, cut between characters. */
function partsOf(text: string): string[] {
  const signs = [...text];
  const parts: string[] = [];
  for (let at = 0; at < signs.length; at += TEXT_PART) parts.push(signs.slice(at, at + TEXT_PART).join(""));
  return parts;
}
