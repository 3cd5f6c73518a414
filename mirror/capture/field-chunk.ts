export { createForms } from "./forms.ts";
export { createFields } from "./mask/fields.ts";
