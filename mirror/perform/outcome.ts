import type { CustomersOwn, RefusalReason } from "@samepage/wire";

/** Why the page did nothing; the other reasons are found before it is asked. */
export type Reason = Exclude<RefusalReason, "no_consent" | "paused" | "stepup" | "too_fast">;

/** Something that was done in the page, and where. */
export interface Deed {
  readonly action: "click" | "type" | "pick" | "submit" | "drag" | "copy" | "paste";
  readonly element: Element;
}

/** What came of an input. `asks`: the rules want the customer's word first; `go` performs it. */
export type Outcome =
  | { readonly is: "done"; readonly deed?: Deed; readonly copied?: string }
  | {
      readonly is: "refused";
      readonly reason: Reason;
      readonly element?: Element;
      readonly what?: CustomersOwn;
    }
  | { readonly is: "asks"; readonly element: Element; go(): Outcome };

/** Nothing happened in the page that anybody should hear of. */
export const nothing: Outcome = { is: "done" };

export const did = (action: Deed["action"], element: Element): Outcome => ({
  is: "done",
  deed: { action, element },
});

/** Ends an input where it stands; the performer turns it into the outcome `refused`. */
export class Refusal extends Error {
  readonly reason: Reason;
  readonly element: Element | undefined;
  readonly what: CustomersOwn | undefined;

  constructor(reason: Reason, element?: Element, what?: CustomersOwn) {
    super(reason);
    this.reason = reason;
    this.element = element;
    this.what = what;
  }
}

/** Ends an input that the customer has to allow first. */
export class StepUp extends Error {
  readonly element: Element;

  constructor(element: Element) {
    super("stepUp");
    this.element = element;
  }
}
