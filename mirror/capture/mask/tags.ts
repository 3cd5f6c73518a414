/** What browsers call elements that they have no name for. */
const UNKNOWN = new Set(["[object HTMLUnknownElement]", "[object SVGElement]", "[object Element]"]);
/** Elements of formulas, whose kind browsers do not tell. */
const MATHML =
  /^(math|m(i|n|o|s|text|space|row|frac|sqrt|root|style|error|padded|phantom|enclose|sub|sup|subsup|under|over|underover|multiscripts|prescripts|table|labeledtr|tr|td|action)|none|semantics|annotation(-xml)?)$/;

/** Whether the element's name is one of HTML, SVG or MathML, and not the page's own. */
export function isKnownTag(el: Element, tag: string): boolean {
  const kind: string = Object.prototype.toString.call(el);
  if (kind === "[object MathMLElement]") return MATHML.test(tag);
  return !tag.includes("-") && !UNKNOWN.has(kind);
}
