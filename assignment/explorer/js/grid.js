// A matrix as a field of colours. The keyboard or the pointer picks an entry; a table shows the numbers on request.
import { colouring } from "./colours.js";
import { button, element, row } from "./element.js";
import { at } from "./tensor.js";
import { short } from "./text.js";

const ENTRY_MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -Infinity],
  End: [0, Infinity], PageUp: [-Infinity, 0], PageDown: [Infinity, 0] };
const WIDTHS = [[1, 40], [12, 24], [40, 15], [64, 10], [128, 6], [Infinity, 4]]; // at most this number of columns: CSS pixels
const HEIGHTS = [[12, 18], [40, 15], [64, 12], [Infinity, 4]];
const MARGIN = { left: 22, top: 18 }; // for the labels, in CSS pixels

export class Grid {
  // onPick(row, column) is called when an entry is picked. Without it, the grid only shows the entry's number.
  constructor(onPick = null) {
    this.onPick = onPick;
    this.picked = { row: 0, column: 0 };
    this.title = element("span", { class: "name" });
    this.shape = element("span", { class: "shape" });
    this.tableButton = button("table", () => this.toggleTable(), { class: "small", "aria-pressed": "false" });
    this.canvas = element("canvas", { tabindex: "0", role: "application" });
    this.readout = element("p", { class: "readout" });
    this.table = element("div", { class: "numbers", tabindex: "0", role: "group", hidden: true });
    this.node = element("figure", { class: "grid" },
      element("figcaption", {}, this.title, " ", this.shape, " ", this.tableButton),
      element("div", { class: "scroll" }, this.canvas), this.readout, this.table);
    this.listen();
  }

  listen() {
    this.canvas.addEventListener("keydown", (event) => this.move(event));
    this.canvas.addEventListener("pointermove", (event) => this.point(event));
    this.canvas.addEventListener("pointerdown", (event) => this.point(event));
    this.canvas.addEventListener("focus", () => this.readout.setAttribute("aria-live", "polite"));
    this.canvas.addEventListener("blur", () => this.readout.removeAttribute("aria-live"));
    for (const event of ["focus", "pointerenter"]) this.canvas.addEventListener(event, () => this.visit(true));
    for (const event of ["blur", "pointerleave"]) this.canvas.addEventListener(event, () => this.visit(false));
  }

  // label: the matrix's name. values: the matrix. rowLabels, columnLabels: short texts, or nothing.
  // scale: "signed", "weights" or "plain". lit: { row, column } to light up, either or both. picked: an entry.
  // hasVeil: whether what is not lit fades.
  show({ label, values, rowLabels, columnLabels, scale = "signed", lit = null, picked = null, hasVeil = true }) {
    Object.assign(this, { label, values, rowLabels, columnLabels, scale, lit, hasVeil });
    this.picked = this.inside(picked ?? this.picked);
    this.title.textContent = label;
    this.shape.textContent = values.columns === 1 ? `(${values.rows},)` : `(${values.rows}, ${values.columns})`;
    this.tableButton.setAttribute("aria-label", `${label} as a table`);
    const size = `${values.rows} rows, ${values.columns} columns`;
    this.canvas.setAttribute("aria-label", `${label}: ${size}. Arrow keys go from number to number.`);
    this.draw();
    this.say();
    if (!this.table.hidden) this.fillTable();
  }

  inside({ row, column }) {
    const within = (value, size) => Math.min(size - 1, Math.max(0, value));
    return { row: within(row ?? 0, this.values.rows), column: within(column ?? 0, this.values.columns) };
  }

  // Where a row, a column or nothing is lit, the picked entry shows only while somebody looks for it.
  visit(isVisited) {
    this.isVisited = isVisited;
    if (this.values && this.lit) this.draw();
  }

  pick(row, column) {
    const entry = this.inside({ row, column });
    if (entry.row === this.picked.row && entry.column === this.picked.column) return;
    this.picked = entry;
    if (this.onPick) this.onPick(entry.row, entry.column);
    else {
      this.draw();
      this.say();
    }
  }

  move(event) {
    const by = ENTRY_MOVES[event.key];
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.pick(this.picked.row + by[0], this.picked.column + by[1]);
  }

  point(event) {
    const row = Math.floor((event.offsetY - this.top(0)) / this.cell.height);
    const column = Math.floor((event.offsetX - this.left(0)) / this.cell.width);
    if (row >= 0 && column >= 0 && row < this.values.rows && column < this.values.columns) this.pick(row, column);
  }

  say() {
    const { row, column } = this.picked;
    const name = (labels, i) => (labels?.[i] === undefined ? `${i}` : `${i} ${labels[i]}`);
    const place = this.values.columns === 1 ? name(this.rowLabels, row)
      : `${name(this.rowLabels, row)}, ${name(this.columnLabels, column)}`;
    this.readout.textContent = `[${place}] = ${short(at(this.values, row, column))}`;
  }

  draw() {
    this.zoom = document.documentElement.classList.contains("large") ? 1.6 : 1;
    this.cell = cellSize(this.values, this.zoom);
    const context = sized(this.canvas, this.left(this.values.columns) + 2, this.top(this.values.rows) + 2);
    const ink = getComputedStyle(this.canvas).color;
    this.drawLabels(context, ink);
    this.drawCells(context, ink);
    if (this.lit) this.drawLit(context);
    const isEntry = !this.lit || (this.lit.row !== undefined && this.lit.column !== undefined);
    if (!isEntry && !this.isVisited && !this.onPick) return;
    const paper = getComputedStyle(this.canvas).getPropertyValue("--paper");
    this.outline(context, this.picked.row, this.picked.column, 1, 1, paper, 6);
    this.outline(context, this.picked.row, this.picked.column, 1, 1, ink);
  }

  drawLabels(context, ink) {
    const { width, height } = this.cell;
    context.fillStyle = ink;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `${13 * this.zoom}px ui-monospace, monospace`;
    const start = 10 * this.zoom;
    if (height >= 11) this.rowLabels?.forEach((text, i) => context.fillText(text, start, this.top(i) + height / 2));
    const isWide = width >= 20 || (this.columnLabels && width >= 9);
    const every = isWide ? 1 : Math.max(8, 2 ** Math.ceil(Math.log2(28 / width)));
    for (let j = 0; j < this.values.columns; j += every) {
      const text = width >= 9 && this.columnLabels ? this.columnLabels[j] : String(j);
      if (this.values.columns > 1) context.fillText(text, this.left(j) + width / 2, 9 * this.zoom);
    }
  }

  drawCells(context, ink) {
    const { width, height } = this.cell;
    const gap = width >= 9 && height >= 9 ? 1 : 0;
    const colour = this.scale === "plain" ? null : colouring(this.scale, this.values);
    if (gap === 0 && colour) {
      this.drawPixels(context, colour);
      return;
    }
    for (let i = 0; i < this.values.rows; i++) {
      for (let j = 0; j < this.values.columns; j++) {
        const value = at(this.values, i, j);
        if (!colour) this.drawPlain(context, ink, i, j, value);
        else if (value <= -1e8) this.drawHidden(context, i, j);
        else {
          context.fillStyle = colour(value).css;
          context.fillRect(this.left(j), this.top(i), width - gap, height - gap);
        }
      }
    }
  }

  // Many small cells: a picture with a pixel for each, enlarged.
  drawPixels(context, colour) {
    const { rows, columns, data } = this.values;
    const picture = new ImageData(columns, rows);
    data.forEach((value, i) => picture.data.set([...colour(value).channels, 255], 4 * i));
    const small = new OffscreenCanvas(columns, rows);
    small.getContext("2d").putImageData(picture, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(small, this.left(0), this.top(0), columns * this.cell.width, rows * this.cell.height);
  }

  drawPlain(context, ink, i, j, value) {
    context.fillStyle = ink;
    context.fillText(String(value), this.left(j) + this.cell.width / 2, this.top(i) + this.cell.height / 2);
  }

  // What the mask hides: a stroke across an empty cell.
  drawHidden(context, i, j) {
    context.strokeStyle = "#888";
    context.beginPath();
    context.moveTo(this.left(j) + 1, this.top(i + 1) - 2);
    context.lineTo(this.left(j + 1) - 2, this.top(i) + 1);
    context.stroke();
  }

  // The lit row, column or entry keeps its colours; a veil lies over the rest.
  drawLit(context) {
    const { row, column } = this.lit;
    const { rows, columns } = this.values;
    const [top, height] = row === undefined ? [0, rows] : [row, 1];
    const [left, width] = column === undefined ? [0, columns] : [column, 1];
    const isNothing = row === undefined && column === undefined;
    const colour = (name) => getComputedStyle(this.canvas).getPropertyValue(name);
    context.fillStyle = this.hasVeil ? colour("--veil") : "transparent";
    const veil = (i, j, n, m) => context.fillRect(this.left(j), this.top(i), m * this.cell.width, n * this.cell.height);
    veil(0, 0, isNothing ? rows : top, columns);
    if (isNothing) return;
    veil(top + height, 0, rows - top - height, columns);
    veil(top, 0, height, left);
    veil(top, left + width, height, columns - left - width);
    this.outline(context, top, left, height, width, colour("--accent"));
  }

  outline(context, i, j, rows, columns, colour, width = 2) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.strokeRect(this.left(j) - 1, this.top(i) - 1, columns * this.cell.width + 1, rows * this.cell.height + 1);
    context.lineWidth = 1;
  }

  left(column) {
    return MARGIN.left * this.zoom + column * this.cell.width;
  }

  top(row) {
    return MARGIN.top * this.zoom + row * this.cell.height;
  }

  toggleTable() {
    this.table.hidden = !this.table.hidden;
    this.tableButton.setAttribute("aria-pressed", String(!this.table.hidden));
    if (this.table.hidden) this.table.replaceChildren();
    else this.fillTable();
  }

  fillTable() {
    this.table.setAttribute("aria-label", `the numbers of ${this.label}`);
    const indices = Array.from({ length: this.values.columns }, (_, j) => j);
    const head = row(["", ...indices.map((j) => this.columnLabels?.[j] ?? String(j))], "th");
    const body = Array.from({ length: this.values.rows }, (_, i) =>
      element("tr", {}, element("th", { scope: "row" }, `${i} ${this.rowLabels?.[i] ?? ""}`),
        ...indices.map((j) => element("td", {}, short(at(this.values, i, j))))));
    this.table.replaceChildren(element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)));
  }
}

// Width and height of a cell in CSS pixels: small where there are many.
function cellSize({ rows, columns }, zoom) {
  const [, width] = WIDTHS.find(([most]) => columns <= most);
  const [, height] = HEIGHTS.find(([most]) => rows <= most);
  return { width: width * zoom, height: height * zoom };
}

// The canvas in CSS pixels, sharp on every screen.
function sized(canvas, width, height) {
  const ratio = Math.max(1, window.devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  return context;
}
