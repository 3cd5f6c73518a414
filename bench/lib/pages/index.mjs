// The generated pages, by name. Each is a function that gives the page's markup.
import { changesPage } from "./changes.mjs";
import { shell, times, words } from "./shell.mjs";

const TABLE_ROWS = 10_000;
const LIST_ITEMS = 5_000;
const FORM_FIELDS = 120;
const CARDS = 48;
const BARS_IN_CARD = 24;

function table() {
  const row = (
    i,
  ) => `<tr id="row-${i}"><td>${i}</td><td>${words(i, 3)}</td><td><span class="tag">${words(i + 1, 1)}</span></td>
<td>${(i * 37) % 900}.00</td><td><button type="button">Open</button></td></tr>`;
  return shell(
    "table",
    `<table><thead><tr><th>No</th><th>What</th><th>Kind</th><th>Sum</th><th></th></tr></thead>
<tbody>${times(TABLE_ROWS, row)}</tbody></table>`,
  );
}

function form() {
  const kinds = [
    (i) => `<input id="f${i}" name="f${i}" value="${words(i, 2)}">`,
    (i) =>
      `<select id="f${i}">${times(8, (k) => `<option ${k === i % 8 ? "selected" : ""}>${words(i + k, 1)}</option>`)}</select>`,
    (i) => `<textarea id="f${i}" rows="2">${words(i, 9)}</textarea>`,
    (i) =>
      `<span>${times(3, (k) => `<label><input type="radio" name="r${i}" ${k ? "" : "checked"}> ${words(i + k, 1)}</label>`)}</span>`,
    (i) => `<input id="f${i}" type="checkbox" ${i % 3 ? "checked" : ""}>`,
    (i) => `<input id="f${i}" type="date" value="2026-03-${String((i % 27) + 1).padStart(2, "0")}">`,
  ];
  const field = (i) =>
    `<div class="field"><label for="f${i}">${words(i, 2)}</label>${kinds[i % kinds.length](i)}</div>`;
  return shell("form", `<form>${times(FORM_FIELDS, field)}</form>`);
}

function dashboard() {
  const bar = (card, i) => {
    const height = 8 + ((card * 13 + i * 29) % 60);
    return `<rect x="${i * 9}" y="${70 - height}" width="7" height="${height}" fill="hsl(${(card * 20) % 360} 60% 55%)"/>`;
  };
  const card = (i) => `<section class="card"><h2>${words(i, 2)}</h2>
<svg viewBox="0 0 220 72" width="220" height="72">${times(BARS_IN_CARD, (k) => bar(i, k))}</svg>
<dl>${times(4, (k) => `<dt>${words(i + k, 1)}</dt><dd>${(i * 91 + k * 17) % 1000}</dd>`)}</dl></section>`;
  return shell("dashboard", `<div class="cards">${times(CARDS, card)}</div>`);
}

function list() {
  const item = (i) =>
    `<li id="item-${i}"><a href="#item-${i}">${words(i, 4)}</a> <em>${words(i + 3, 6)}</em></li>`;
  return shell("list", `<ol>${times(LIST_ITEMS, item)}</ol>`);
}

export const generatedPages = { table, form, dashboard, list, changes: changesPage };
