import { pounds } from "../shared/money.ts";
import { showToast } from "../shared/toast.ts";
import { Parcel } from "./parcel.ts";
import { Pick } from "./pick.ts";
import { Rating } from "./rating.ts";
import { Swatches } from "./swatches.ts";
import { Tabs } from "./tabs.ts";

/** How many things fit into a parcel. */
const parcelHolds = 3;

customElements.define("hp-parcel", Parcel);
customElements.define("hp-swatches", Swatches);
customElements.define("hp-tabs", Tabs);
customElements.define("hp-pick", Pick);
customElements.define("hp-rating", Rating);
customElements.define("hp-note", class extends HTMLElement {});

document.addEventListener("choose", (event) => {
  if (!(event instanceof CustomEvent) || !(event.target instanceof Swatches)) return;
  document
    .querySelector("hp-parcel")
    ?.setAttribute(event.target.getAttribute("name") ?? "", String(event.detail));
});

document.addEventListener("pick", () => {
  const all = [...document.querySelectorAll<Pick>("hp-pick")];
  const chosen = all.filter((pick) => pick.chosen);
  for (const pick of all) pick.full = chosen.length >= parcelHolds;
  const sum = chosen.reduce((total, pick) => total + pick.price, 0);
  const output = document.querySelector("[data-studio-sum]");
  if (output)
    output.textContent =
      chosen.length === 0 ? "nothing yet" : `${chosen.length} of ${parcelHolds}, ${pounds(sum)}`;
});

document.querySelector("[data-parcel]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  showToast("Your parcel is kept until tomorrow evening.");
});
