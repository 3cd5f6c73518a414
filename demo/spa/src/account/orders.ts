import { h } from "../shared/h.ts";
import { pounds } from "../shared/money.ts";
import type { Account, Order } from "./data.ts";
import { dayOf, heading } from "./parts.ts";
import type { View } from "./router.ts";

interface Column {
  name: string;
  number?: boolean;
  compare: (a: Order, b: Order) => number;
  cell: (order: Order) => Node | string;
}

const columns: Column[] = [
  {
    name: "Order",
    compare: (a, b) => a.number.localeCompare(b.number),
    cell: (order) => h("a", { href: `/account/orders/${order.number}` }, order.number),
  },
  { name: "Date", compare: (a, b) => a.placed.localeCompare(b.placed), cell: (order) => dayOf(order.placed) },
  {
    name: "Goods",
    compare: (a, b) => titles(a).localeCompare(titles(b)),
    cell: (order) => titles(order),
  },
  {
    name: "State",
    compare: (a, b) => a.state.localeCompare(b.state),
    cell: (order) => stateLabel(order.state),
  },
  { name: "Total", number: true, compare: (a, b) => a.total - b.total, cell: (order) => pounds(order.total) },
];

/** The list of orders as a sortable table, or one order when its number follows in the address. */
export function orders(account: Account): View {
  return (number) => {
    const order = account.orders.find((candidate) => candidate.number === number);
    if (order) return { title: `Order ${order.number}`, content: showOrder(order) };
    return { title: "Your orders", content: [heading("Your orders"), orderTable(account.orders)] };
  };
}

/** An order's state as a coloured label. */
export function stateLabel(state: string): HTMLElement {
  const kind = { "On its way": "state-way", Received: "state-way", Returned: "state-returned" }[state] ?? "";
  return h("span", { class: `state ${kind}` }, state);
}

function titles(order: Order): string {
  return order.lines.map((line) => line.name).join(", ");
}

function orderTable(all: Order[]): HTMLElement {
  const body = h("tbody");
  const heads = columns.map((column) => h("th", { scope: "col", class: column.number ? "number" : "" }));
  const sortBy = (index: number, direction: 1 | -1) => {
    const column = columns[index];
    if (!column) return;
    for (const [i, head] of heads.entries()) {
      if (i === index) head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
    const sorted = all.toSorted((a, b) => direction * column.compare(a, b));
    body.replaceChildren(...sorted.map(drawRow));
  };
  for (const [i, head] of heads.entries()) {
    const turn = () => sortBy(i, head.getAttribute("aria-sort") === "ascending" ? -1 : 1);
    head.append(h("button", { class: "sorter", type: "button", onclick: turn }, columns[i]?.name));
  }
  sortBy(1, -1);
  const table = h("table", { class: "table" }, h("thead", {}, h("tr", {}, ...heads)), body);
  return h("div", { class: "table-scroll", tabindex: 0, role: "group", "aria-label": "Orders" }, table);
}

function drawRow(order: Order): HTMLElement {
  return h(
    "tr",
    {},
    ...columns.map((column) => h("td", { class: column.number ? "number" : "" }, column.cell(order))),
  );
}

const stages = ["Received", "Packed", "On its way", "Delivered"];

function showOrder(order: Order): Node[] {
  const reached = order.state === "Returned" ? stages.length : stages.indexOf(order.state) + 1;
  const lines = order.lines.map((line) =>
    h(
      "li",
      { class: "line line-short" },
      h("img", { src: line.picture, alt: "", width: 72, height: 72 }),
      h(
        "div",
        { class: "line-text" },
        h("b", {}, line.name),
        h("p", {}, `${line.choice} ·\u00a0${line.quantity}\u00a0×`),
      ),
      h("p", { class: "line-total" }, pounds(line.total)),
    ),
  );
  return [
    heading(`Order ${order.number}`),
    h("p", {}, `Placed on ${dayOf(order.placed)} · `, stateLabel(order.state)),
    h(
      "ol",
      { class: "track" },
      ...stages.map((stage, i) => h("li", { class: i < reached ? "done" : "" }, stage)),
    ),
    h("ul", { class: "lines" }, ...lines),
    h(
      "dl",
      { class: "facts block" },
      h("dt", {}, "Delivery"),
      h("dd", {}, order.delivery),
      h("dt", {}, "To"),
      h("dd", {}, `${order.name}, ${order.place}`),
      h("dt", {}, "Total"),
      h("dd", {}, h("b", {}, pounds(order.total))),
    ),
    h("p", {}, h("a", { href: "/account/orders" }, "All orders")),
  ];
}
