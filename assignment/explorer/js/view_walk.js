// The transformer station by station: what goes in, what comes out, and which numbers made the one that is picked.
import { button, checkbox, element, labelled, select } from "./element.js";
import { Grid } from "./grid.js";
import { headsOf, keyOf, stationNamed, STATIONS } from "./stations.js";
import { at, matrix } from "./tensor.js";
import { short, visible } from "./text.js";

const MOST_INPUTS = 8;

export class WalkView {
  id = "walk";
  title = "Walk through";

  constructor(app) {
    this.app = app;
    const options = STATIONS.map(({ name, title }, i) => [name, `${i + 1}. ${title} (${name})`]);
    this.choice = select(options, (station) => app.set({ station }));
    this.head = select([], (head) => app.set({ head: Number(head) }));
    this.all = checkbox("all stations at once", (all) => app.set({ all }));
    this.controls = element("div", { class: "controls" },
      button("◀ back", () => this.step(-1), { class: "back" }), button("next ▶", () => this.step(1), { class: "next" }),
      labelled("station", this.choice), labelled("head", this.head, { class: "head" }), this.all.node);
    this.makeOne();
    this.makeAll();
    this.node = element("div", {}, this.controls, this.one, this.many);
  }

  makeOne() {
    this.title_ = element("h2");
    this.formula = element("p", { class: "formula" });
    this.about = element("p");
    this.result = new Grid((row, column) => this.app.set({ place: row, column }));
    this.result.node.classList.add("result");
    this.yours = new Grid();
    this.verdict = element("p", { class: "verdict" });
    this.inputs = Array.from({ length: MOST_INPUTS }, () => new Grid());
    this.explanation = element("p", { class: "explanation" });
    this.one = element("section", { "aria-label": "one station" }, this.title_, this.formula, this.about,
      this.explanation, this.verdict,
      element("div", { class: "beside" },
        element("div", { class: "made" }, element("h3", {}, "The result: pick an entry"), this.result.node,
          this.yours.node),
        element("div", { class: "from" }, element("h3", {}, "It comes from"),
          element("div", { class: "flow" }, ...this.inputs.map(({ node }) => node)))));
  }

  makeAll() {
    this.grids = new Map();
    this.many = element("section", { "aria-label": "all stations", class: "all" });
  }

  step(by) {
    const now = STATIONS.indexOf(stationNamed(this.app.state.station)) + by;
    this.app.set({ station: STATIONS[Math.min(STATIONS.length - 1, Math.max(0, now))].name });
  }

  update(state, run) {
    const station = stationNamed(state.station);
    const heads = headsOf(run.changed);
    if (this.head.options.length !== heads.length) {
      this.head.replaceChildren(...heads.map((head) => element("option", { value: head }, `${head}`)));
    }
    const head = Math.min(state.head, heads.length - 1);
    this.choice.value = station.name;
    this.head.value = String(head);
    this.all.box.checked = state.all;
    this.one.hidden = state.all;
    this.many.hidden = !state.all;
    this.controls.querySelector(".head").hidden = !state.all && !station.perHead;
    this.controls.querySelector(".back").disabled = state.all || station === STATIONS[0];
    this.controls.querySelector(".next").disabled = state.all || station === STATIONS.at(-1);
    if (state.all) this.updateAll(run, head);
    else this.updateOne(station, head, state, run);
  }

  updateOne(station, head, state, run) {
    const { changed: s, model: { parameters: p } } = run;
    const shown = s[keyOf(station, head)];
    const picked = { row: run.place, column: Math.min(state.column, shown.columns - 1) };
    this.title_.textContent = `${STATIONS.indexOf(station) + 1}. ${station.title}`;
    this.formula.textContent = `${station.name}${station.perHead ? ` of head ${head}` : ""} = ${station.formula()}`;
    const shape = shown.columns === 1 ? `(${shown.rows},)` : `(${shown.rows}, ${shown.columns})`;
    this.about.textContent = `${station.about} Shape ${shape}.`;
    this.result.show(this.described(station, head, shown, run, picked));
    const { row, column } = this.result.picked;
    const name = shown.columns === 1 ? `${station.name}[${row}]` : `${station.name}[${row}, ${column}]`;
    this.explanation.textContent =
      `${name} = ${short(at(shown, row, column))}: ${station.explain(s, p, head, row, column)}.`;
    this.showInputs(station.from?.(s, p, head) ?? [], row, column, run);
    this.showYours(station, head, run, picked);
  }

  described(station, head, values, run, picked) {
    const characters = run.ids.map(visible);
    const columnLabels = station.square ? characters : station.columns === "tokens" ? tokens() : null;
    const scale = station.name === "trace_ids" ? "plain" : station.scale;
    const label = station.perHead ? `${station.name}, head ${head}` : station.name;
    return { label, values, rowLabels: characters, columnLabels, scale, picked };
  }

  showInputs(inputs, row, column, run) {
    const characters = run.ids.map(visible);
    this.one.querySelector(".from").hidden = inputs.length === 0;
    this.inputs.forEach((grid, i) => {
      const input = inputs[i];
      grid.node.hidden = !input;
      if (!input) return;
      const { label, values, lit, scale } = input;
      const rowLabels = values.rows === characters.length ? characters : null;
      const isSquare = values.rows === values.columns && rowLabels;
      const part = lit(row, column);
      const columnLabels = isSquare || label === "kᵀ" ? characters : null;
      grid.show({ label, values, rowLabels, columnLabels, scale, lit: part, picked: part });
    });
  }

  // The student's own numbers, where the page has them: for the traced text.
  showYours(station, head, run, picked) {
    const yours = this.app.yoursOf(station, head, run);
    this.yours.node.hidden = !yours;
    this.verdict.hidden = !yours;
    if (!yours) return;
    const shown = matrix(yours.shape[0], yours.shape[1] ?? 1, yours.data);
    const right = run.changed[keyOf(station, head)];
    const fits = shown.rows === right.rows && shown.columns === right.columns;
    const distances = fits ? shown.data.map((value, i) => Math.abs(value - right.data[i])) : [NaN];
    const distance = Math.max(...distances);
    const agrees = distance <= 1e-4 || station.name.includes("mask");
    this.verdict.textContent = agrees ? "Your code has the same numbers here."
      : `Your code has other numbers here${fits ? `: the largest difference is ${short(distance)}` : ""}.`;
    this.verdict.classList.toggle("bad", !agrees);
    this.yours.node.hidden = agrees;
    const described = this.described(station, head, shown, run, picked);
    if (!agrees) this.yours.show({ ...described, label: `your ${station.name}` });
  }

  // Draws what the window shows at once, and the rest one by one, so that typing stays quick.
  updateAll(run, head) {
    clearTimeout(this.later);
    const waiting = [];
    for (const station of STATIONS) {
      if (!this.grids.has(station.name)) this.addToAll(station);
      const grid = this.grids.get(station.name);
      const draw = () => {
        const picked = { row: run.place, column: grid.picked.column };
        grid.show(this.described(station, head, run.changed[keyOf(station, head)], run, picked));
      };
      if (isInWindow(grid.node)) draw();
      else waiting.push(draw);
    }
    const drawNext = () => {
      waiting.shift()?.();
      if (waiting.length > 0) this.later = setTimeout(drawNext);
    };
    this.later = setTimeout(drawNext);
  }

  addToAll(station) {
    const grid = new Grid((row, column) => {
      grid.picked = { row, column };
      this.app.set({ place: row, column });
    });
    const open = button("open", () => this.app.set({ station: station.name, all: false }),
      { class: "small", "aria-label": `open the station ${station.name}` });
    const formula = element("p", { class: "formula" }, station.formula());
    this.grids.set(station.name, grid);
    const title = element("h2", {}, station.title, " ", open);
    this.many.append(element("div", { class: "card" }, title, formula, grid.node));
  }
}

const tokens = () => Array.from({ length: 256 }, (_, id) => visible(id));

function isInWindow(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return bottom >= 0 && top <= window.innerHeight;
}
