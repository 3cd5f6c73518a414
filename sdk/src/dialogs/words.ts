/** Longest name of an element that is spoken, in characters. */
const MAX_NAME = 80;

/** What an element is called, in words for a customer who cannot see the pointer: its name, else its text, else its kind. */
export function wordsFor(element: Element): string {
  const doc = element.ownerDocument;
  const labelled = element
    .getAttribute("aria-labelledby")
    ?.split(/\s+/)
    .map((id) => doc.getElementById(id)?.textContent);
  const labels = "labels" in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
  const names = [
    labelled?.join(" "),
    element.getAttribute("aria-label"),
    labels.map((label) => label.textContent).join(" "),
    element.getAttribute("alt"),
    element.getAttribute("title"),
    element.getAttribute("placeholder"),
    element.matches("input, textarea, select") ? "" : element.textContent,
  ];
  const name = names.map((n) => (n ?? "").replace(/\s+/g, " ").trim()).find((n) => n !== "") ?? "";
  const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
  const kind = element.getAttribute("role") ?? element.localName;
  return short ? `“${short}”` : kind;
}
