export { createMask } from "./mask.ts";
export { defaultPolicy, strictPolicy } from "./policies.ts";
export type { Effect, FieldKind, Policy, PolicyProblem, Rule, TextPreset, TextRule } from "./policy.ts";
export type {
  ActionKind,
  ActionVerdict,
  HiddenArea,
  MaskedState,
  MaskHooks,
  Masking,
  PageVerdict,
  Refusal,
  Verdict,
} from "./types.ts";
