import type { DeviceViewport } from "@samepage/mirror/capture";
import { h } from "../ui/element.ts";

const SIDES = ["top", "right", "bottom", "left"] as const;

/** Measures the window with an element in our own tree; reads layout. */
export function measureDevice(box: HTMLElement): DeviceViewport {
  const probe = h("div", { "aria-hidden": "true" });
  Object.assign(probe.style, { position: "fixed", visibility: "hidden", boxSizing: "content-box" });
  for (const side of SIDES) probe.style.setProperty(`padding-${side}`, `env(safe-area-inset-${side}, 0px)`);
  box.append(probe);
  const style = getComputedStyle(probe);
  const heightOf = (height: string): number => {
    probe.style.height = "100vh"; // stays where the browser knows no other heights
    probe.style.height = height;
    return Number.parseFloat(style.height);
  };
  const [large, small] = [heightOf("100lvh"), heightOf("100svh")];
  const [top = 0, right = 0, bottom = 0, left = 0] = SIDES.map((side) =>
    Number.parseFloat(style.getPropertyValue(`padding-${side}`)),
  );
  probe.remove();
  return { large, small, insets: [top, right, bottom, left] };
}
