"use strict";
// The list: sort by a column, search, hide names. The page can also be read without this script.
const table = document.getElementById("list");
const body = table.tBodies[0];
const rows = [...body.rows];
const search = document.getElementById("search");
const hide = document.getElementById("hide");
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

const nameless = () => document.body.classList.contains("nameless");

function textOf(row, column) {
  const cell = row.cells[column];
  const shown = column === 0 && hide ? cell.querySelector(nameless() ? ".alias" : ".name") : cell;
  return shown.textContent.trim();
}

function sortBy(column, descending) {
  const text = table.tHead.rows[0].cells[column].dataset.kind === "text";
  const key = (row) => (text ? textOf(row, column) : (Number.parseFloat(textOf(row, column)) || 0));
  const compare = text ? collator.compare : (a, b) => a - b;
  const unknown = (row) => textOf(row, column) === "–" || textOf(row, column) === "";
  const keyed = rows.map((row) => ({ row, key: key(row), last: unknown(row) }));
  keyed.sort((a, b) => a.last - b.last || (descending ? -1 : 1) * compare(a.key, b.key));
  body.append(...keyed.map((entry) => entry.row));
  for (const [number, cell] of [...table.tHead.rows[0].cells].entries()) {
    if (number === column) cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  }
}

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const last = table.tHead.rows[0].cells.length - 1;
  let count = 0;
  for (const row of rows) {
    const text = `${textOf(row, 0)} ${textOf(row, last)}`.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    count += row.hidden ? 0 : 1;
  }
  document.getElementById("found").textContent = `${count} of ${rows.length}`;
}

for (const [column, cell] of [...table.tHead.rows[0].cells].entries()) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = cell.textContent;
  cell.replaceChildren(button);
  button.addEventListener("click", () => {
    const sorted = cell.getAttribute("aria-sort");
    sortBy(column, sorted ? sorted === "ascending" : cell.dataset.kind !== "text");
  });
}

search.addEventListener("input", filter);
document.querySelector(".search").hidden = false;
filter();

if (hide) {
  hide.hidden = false;
  hide.addEventListener("click", () => {
    const hidden = document.body.classList.toggle("nameless");
    hide.setAttribute("aria-pressed", String(hidden));
    sortBy(0, false); // an order by name would show who is who
    search.value = "";
    filter();
  });
}

const more = document.getElementById("more");
if (more) {
  const cards = document.querySelector(".cards");
  cards.classList.add("short");
  more.hidden = false;
  more.addEventListener("click", () => {
    cards.classList.remove("short");
    more.remove();
    cards.querySelector(".more summary").focus();
  });
}
