import { h } from "../shared/h.ts";
import { pounds } from "../shared/money.ts";
import { barChart, ringChart } from "./charts.ts";
import type { Account } from "./data.ts";
import { stateLabel } from "./orders.ts";
import { heading } from "./parts.ts";
import type { View } from "./router.ts";
import { walkChart } from "./walk-chart.ts";

/** The dashboard: figures, charts, and the latest order. */
export function overview(account: Account): View {
  return () => ({
    title: "Your account",
    content: [
      heading(`Good to see you, ${account.name}`),
      figures(account),
      charts(account),
      latest(account),
    ],
  });
}

function figures(account: Account): HTMLElement {
  const tile = (name: string, value: Node | string, props: Record<string, string> = {}) =>
    h(
      "div",
      { class: "tile", ...props },
      h("dt", {}, name),
      typeof value === "string" ? h("dd", {}, value) : value,
    );
  return h(
    "dl",
    { class: "tiles" },
    tile("Customer number", h("dd", { class: "small-figure", "data-samepage": "mask" }, account.number)),
    tile("Points", account.points.toLocaleString("en-GB")),
    tile("Loyalty balance", pounds(account.balance), { "data-samepage": "hide" }),
  );
}

function charts(account: Account): HTMLElement {
  return h(
    "div",
    {},
    h("div", { class: "charts" }, barChart(account.spent), ringChart(account.shares)),
    walkChart(account.walks),
  );
}

function latest(account: Account): HTMLElement {
  const order = account.orders[0];
  if (!order) return h("p", {}, "You have not ordered anything yet.");
  return h(
    "section",
    { class: "block" },
    h("h2", {}, "Your latest order"),
    h(
      "p",
      {},
      h("a", { href: `/account/orders/${order.number}` }, order.number),
      ` · ${order.lines.map((line) => line.name).join(", ")} · `,
      stateLabel(order.state),
    ),
  );
}
