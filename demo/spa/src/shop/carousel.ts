import { h } from "../shared/h.ts";

/** Milliseconds that a slide stays before the next comes by itself. */
const slideStays = 7000;

/** How near to a slide's edge the scroller counts as arrived, as a share of its width. */
const settled = 0.01;

/** A carousel on a scroller with snap points: swiped, stepped by buttons, and turning until it is touched. */
export function setUpCarousel(carousel: HTMLElement): void {
  const slides = carousel.querySelector<HTMLElement>("[data-slides]");
  const dots = carousel.querySelector<HTMLElement>("[data-dots]");
  if (!slides || !dots) return;
  const count = slides.children.length;
  const position = () => slides.scrollLeft / slides.clientWidth;
  const current = () => Math.round(position());
  // Where the scroller is going: two quick presses step twice although the first is still under way.
  let target = 0;
  const go = (index: number) => {
    target = (index + count) % count;
    slides.scrollTo({ left: target * slides.clientWidth });
  };
  for (let i = 0; i < count; i++) {
    dots.append(
      h("button", { class: "dot", type: "button", "aria-label": `Slide ${i + 1}`, onclick: () => go(i) }),
    );
  }
  const mark = () => {
    if (Math.abs(position() - current()) < settled) target = current();
    for (const [i, dot] of [...dots.children].entries())
      dot.setAttribute("aria-current", String(i === current()));
  };
  slides.addEventListener("scroll", mark, { passive: true });
  carousel.querySelector("[data-back]")?.addEventListener("click", () => go(target - 1));
  carousel.querySelector("[data-forward]")?.addEventListener("click", () => go(target + 1));
  mark();
  turnUntilTouched(carousel, () => go(target + 1));
}

function turnUntilTouched(carousel: HTMLElement, next: () => void): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const timer = setInterval(() => {
    if (!document.hidden && !carousel.matches(":hover")) next();
  }, slideStays);
  for (const type of ["pointerdown", "keydown", "focusin"]) {
    carousel.addEventListener(type, () => clearInterval(timer), { once: true });
  }
}
