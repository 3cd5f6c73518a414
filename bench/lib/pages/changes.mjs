// The page that changes: one part for each change whose way to the replica is timed, and bursts
// whose cost is measured. Its script hangs them up as `changes` and `bursts`.
import { shell, times, words } from "./shell.mjs";

const PARAGRAPHS = 60;
const SPRITES = 20;

const BODY = `<p id="text">line 0</p>
<p><label>Name <input id="field" autocomplete="off"></label></p>
<ul id="nodes"></ul>
<div id="table"></div>
<div id="sprites">${times(SPRITES, (i) => `<i class="tag" id="sprite-${i}">${words(i, 1)}</i>`)}</div>
<div id="storm"></div>
${times(PARAGRAPHS, (i) => `<p>${words(i, 24)}</p>`)}`;

/** Runs in the page. */
function install() {
  const byId = (id) => document.getElementById(id);
  const rows = (from, count) => {
    const markup = [];
    for (let i = from; i < from + count; i++) {
      markup.push(
        `<tr><td>${i}</td><td><a href="#r${i}">order ${i}</a></td><td class="tag">${(i * 31) % 97}</td></tr>`,
      );
    }
    return markup.join("");
  };

  globalThis.changes = {
    text(n) {
      byId("text").textContent = `line ${n}`;
    },
    class(n) {
      document.body.classList.toggle("on", n % 2 === 1);
    },
    nodes(n) {
      const made = Array.from({ length: 100 }, (_, i) => {
        const item = document.createElement("li");
        item.innerHTML = `<b>${n}</b> entry ${i} <span class="tag">${i % 7}</span>`;
        return item;
      });
      made[99].id = `last-${n}`;
      byId("nodes").replaceChildren(...made);
    },
    scroll(n) {
      window.scrollTo(0, n % 2 ? 500 + n : 40 + n);
    },
    table(n) {
      byId("table").innerHTML = `<table id="table-${n}">${rows(n, 5000)}</table>`;
    },
    clear() {
      byId("table").replaceChildren();
      byId("nodes").replaceChildren();
    },
  };

  const nextFrame = () => new Promise((done) => requestAnimationFrame(done));
  globalThis.bursts = {
    async build() {
      byId("storm").innerHTML = `<table><tbody>${rows(0, 2000)}</tbody></table>`;
      await nextFrame();
    },
    async update() {
      const cells = byId("storm").querySelectorAll("td.tag");
      for (let i = 0; i < cells.length; i += 4) cells[i].textContent = `now ${i}`;
      await nextFrame();
    },
    async reorder() {
      const body = byId("storm").querySelector("tbody");
      body.append(...[...body.rows].reverse());
      await nextFrame();
    },
    async clear() {
      byId("storm").replaceChildren();
      await nextFrame();
    },
    /** Twenty elements move for sixty frames, as a script-driven animation does. */
    async animate() {
      for (let frame = 0; frame < 60; frame++) {
        for (let i = 0; i < 20; i++) {
          byId(`sprite-${i}`).style.transform = `translate(${(frame * (i + 1)) % 40}px, ${frame % 9}px)`;
        }
        await nextFrame();
      }
    },
  };
}

export function changesPage() {
  return shell("changes", BODY, `(${install})()`);
}
