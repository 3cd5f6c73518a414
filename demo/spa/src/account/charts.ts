import { h, s } from "../shared/h.ts";
import { pounds } from "../shared/money.ts";

const width = 460;
const height = 210;
const baseLine = 180;
const tallest = 145;

/** Spending by month as bars. */
export function barChart(months: { month: string; pence: number }[]): HTMLElement {
  const most = Math.max(1, ...months.map((month) => month.pence));
  const step = width / months.length;
  const bars = months.map(({ month, pence }, i) => {
    const size = (pence / most) * tallest;
    const x = i * step + step * 0.18;
    const middle = (i + 0.5) * step;
    return s(
      "g",
      {},
      s(
        "rect",
        { class: "bar", x, y: baseLine - size, width: step * 0.64, height: size, rx: 4 },
        s("title", {}, `${month}: ${pounds(pence)}`),
      ),
      pence > 0 &&
        s("text", { class: "bar-value", x: middle, y: baseLine - size - 7 }, `£${Math.round(pence / 100)}`),
      s("text", { class: "bar-name", x: middle, y: baseLine + 20 }, month),
    );
  });
  const label = months.map(({ month, pence }) => `${month} ${pounds(pence)}`).join(", ");
  return h(
    "figure",
    { class: "chart" },
    h("figcaption", {}, "Spent by month"),
    s(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
      s("path", { class: "axis", d: `M0 ${baseLine}H${width}` }),
      ...bars,
    ),
  );
}

const ringRadius = 62;

/** Spending by department as a ring with a key. */
export function ringChart(shares: { name: string; pence: number }[]): HTMLElement {
  const total = shares.reduce((sum, share) => sum + share.pence, 0) || 1;
  const around = 2 * Math.PI * ringRadius;
  let from = 0;
  const parts = shares.map((share, i) => {
    const length = (share.pence / total) * around;
    const part = s("circle", {
      class: `ring ring-${i + 1}`,
      cx: 90,
      cy: 90,
      r: ringRadius,
      "stroke-dasharray": `${Math.max(0, length - 2)} ${around}`,
      "stroke-dashoffset": -from,
      transform: "rotate(-90 90 90)",
    });
    from += length;
    return part;
  });
  const key = shares.map(({ name, pence }) =>
    h("li", {}, name, h("b", {}, `${Math.round((pence / total) * 100)} %`)),
  );
  return h(
    "figure",
    { class: "chart" },
    h("figcaption", {}, "By department"),
    h(
      "div",
      { class: "ring-row" },
      s(
        "svg",
        { viewBox: "0 0 180 180", "aria-hidden": "true" },
        ...parts,
        s("text", { class: "ring-total", x: 90, y: 97 }, `£${Math.round(total / 100)}`),
      ),
      h("ul", { class: "key" }, ...key),
    ),
  );
}
