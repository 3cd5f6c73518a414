import { h } from "../shared/h.ts";

/** Milliseconds that a slide stays before the next comes by itself. */
const slideStays = 7000;

/** A carousel on a scroller with snap points: swiped, stepped by buttons, and turning until it is touched. */
export function setUpCarousel(carousel: HTMLElement): void {
  const slides = carousel.querySelector<HTMLElement>("[data-slides]");
  const dots = carousel.querySelector<HTMLElement>("[data-dots]");
  if (!slides || !dots) return;
  const count = slides.children.length;
  const current = () => Math.round(slides.scrollLeft / slides.clientWidth);
  const go = (index: number) => slides.scrollTo({ left: ((index + count) % count) * slides.clientWidth });
  for (let i = 0; i < count; i++) {
    dots.append(
      h("button", { class: "dot", type: "button", "aria-label": `Slide ${i + 1}`, onclick: () => go(i) }),
    );
  }
  const mark = () => {
    for (const [i, dot] of [...dots.children].entries())
      dot.setAttribute("aria-current", String(i === current()));
  };
  slides.addEventListener("scroll", mark, { passive: true });
  carousel.querySelector("[data-back]")?.addEventListener("click", () => go(current() - 1));
  carousel.querySelector("[data-forward]")?.addEventListener("click", () => go(current() + 1));
  mark();
  turnUntilTouched(carousel, () => go(current() + 1));
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
