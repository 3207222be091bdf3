// Write on, one character after the other: each with the probabilities that it was drawn from.
import { LikeliestTable } from "./bars.js";
import { button, element, labelled } from "./element.js";
import { transformerStations } from "./forward.js";
import { Strip } from "./strip.js";
import { quoted, readable, short } from "./text.js";
import { randomNumbers, writeOne } from "./writing.js";

export class WriteView {
  id = "write";
  title = "Write on";

  constructor(app) {
    this.app = app;
    this.number = (name, attributes) => element("input", { type: "number", ...attributes,
      onchange: (event) => this.setNumber(name, event.target) });
    this.temperature = this.number("temperature", { min: 0.05, max: 5, step: 0.05 });
    this.seed = this.number("seed", { min: 0, max: 999999999, step: 1 });
    this.topK = this.number("topK", { min: 0, max: 256, step: 1 });
    this.context = element("p", { class: "written" });
    this.note = element("p", { "aria-live": "polite" });
    this.strip = new Strip("characters written: pick one to see what it was drawn from", (place) => this.pick(place));
    this.table = new LikeliestTable("Drawn from");
    this.node = element("div", {},
      element("div", { class: "controls" }, labelled("temperature", this.temperature), labelled("seed", this.seed),
        labelled("only the k likeliest (0: all)", this.topK)),
      element("div", { class: "controls" }, button("write 1 character", () => this.write(1)),
        button("write 20", () => this.write(20)), button("start again", () => this.restart())),
      this.context, this.note, this.strip.node, this.table.node);
    this.drawn = [];
  }

  setNumber(name, input) {
    if (input.value !== "" && input.checkValidity()) this.app.set({ [name]: Number(input.value) });
    else input.value = String(this.app.state[name]);
  }

  update(state, run) {
    this.temperature.value = String(state.temperature);
    this.seed.value = String(state.seed);
    this.topK.value = String(state.topK);
    const key = JSON.stringify([state.text, state.without, state.weights, state.temperature, state.seed, state.topK]);
    if (key !== this.key) {
      this.key = key;
      this.run = run;
      this.restart();
    }
  }

  restart() {
    this.random = randomNumbers(this.app.state.seed);
    this.drawn = [];
    this.picked = -1;
    this.show();
  }

  write(count) {
    const { model, all } = this.run;
    const { state, runs } = this.app;
    const without = new Set(state.without);
    const logitsOf = (ids) => transformerStations(model, ids, without).logits;
    for (let i = 0; i < count; i++) {
      const ids = [...all, ...this.drawn.map(({ id }) => id)];
      const random = this.random();
      this.drawn.push({ ...writeOne(logitsOf, ids, runs.maxLen, state, random), random });
    }
    this.pick(this.drawn.length - 1);
  }

  pick(place) {
    this.picked = place;
    this.show();
  }

  show() {
    this.strip.show(this.drawn.map(({ id }) => id), this.picked);
    const ids = [...this.run.all, ...this.drawn.map(({ id }) => id)];
    const end = this.picked < 0 ? ids.length : this.run.all.length + this.picked;
    const start = Math.max(0, end - this.app.runs.maxLen);
    const text = (from, to) => readable(ids.slice(from, to));
    const seen = element("mark", { class: "context" }, text(start, end));
    const drawn = this.picked < 0 ? [] : [element("mark", { class: "drawn" }, text(end, end + 1))];
    this.context.replaceChildren(text(0, start), seen, ...drawn, text(end + 1));
    this.table.node.hidden = this.picked < 0;
    if (this.picked < 0) {
      this.note.textContent = `The model sees ${end - start} of ${ids.length} characters: those that are marked.`;
      return;
    }
    const { id, probabilities, random, context } = this.drawn[this.picked];
    this.note.textContent = `Character ${this.picked + 1}, ${quoted(id)}: probability ${short(probabilities[id])}, ` +
      `drawn with the random number ${short(random)}. The model saw the ${context} characters that are marked.`;
    this.table.show(probabilities, id, "drawn");
  }
}
