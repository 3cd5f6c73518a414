import type { SpokenState } from "@samepage/mirror/apply";
import type { CustomersOwn, RefusalReason } from "@samepage/wire";

/** Why nothing happened: a reason of input.refused, or one that the picture itself knows. */
export type Reason =
  | RefusalReason
  /** A click where the mode only looks, or only points. */
  | "view_mode"
  | "pointer_mode"
  | "wheel_mode"
  /** Drawing without being allowed to. */
  | "no_drawing"
  /** There is no live picture to act on. */
  | "not_live";

/** How a step-up stands (P6). */
export type StepUpState = "asked" | "allowed" | "denied" | "expired";

/** The words of the picture in one language. */
export interface Words {
  /** BCP 47. */
  readonly language: string;
  readonly refused: Readonly<Record<Reason, string>>;
  readonly needs: Readonly<Record<CustomersOwn, string>>;
  readonly stepUp: Readonly<Record<StepUpState, (label: string) => string>>;
  readonly picker: {
    readonly choose: (label: string) => string;
    readonly apply: string;
    readonly cancel: string;
    readonly none: string;
    readonly several: string;
  };
  readonly reading: {
    readonly picture: string;
    readonly how: string;
    readonly typing: string;
    readonly outside: string;
    readonly absent: string;
    readonly start: string;
    readonly end: string;
    readonly empty: string;
    readonly level: (level: number) => string;
    readonly roles: Readonly<Record<string, string>>;
    readonly states: Readonly<Record<SpokenState, string>>;
  };
  readonly seeing: { readonly customerSees: string; readonly notThere: string };
}
