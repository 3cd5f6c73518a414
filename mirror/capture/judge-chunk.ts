export { createForms } from "./forms.ts";
export { createJudge } from "./mask/judge.ts";
