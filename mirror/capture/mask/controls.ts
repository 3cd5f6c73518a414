/** Whether elements of this name hold what the customer enters or chooses. */
export const isControl = (tag: string): boolean => tag === "input" || tag === "textarea" || tag === "select";
