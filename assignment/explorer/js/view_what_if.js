// The whole model and a changed one, side by side.
import { LikeliestTable, LossTable } from "./bars.js";
import { changesOf } from "./changes.js";
import { button, checkbox, element, labelled, row, select } from "./element.js";
import { transformerStations } from "./forward.js";
import { lossesOf, mean } from "./guesses.js";
import { showRows } from "./rows.js";
import { Strip } from "./strip.js";
import { rowOf } from "./tensor.js";
import { readable } from "./text.js";
import { write } from "./writing.js";

const WRITTEN = 80;
const MEANS_ROW = [["th", { scope: "row" }], ["td", { class: "number" }], ["td", { class: "number" }]];

export class WhatIfView {
  id = "what-if";
  title = "What if";

  constructor(app) {
    this.app = app;
    this.boxes = changesOf(app.models.transformer.sizes).map(({ name, label }) => {
      const { box, node } = checkbox(label, (isOut) => this.leaveOut(name, isOut));
      return { name, box, node };
    });
    this.weights = select(weightsOf(app), (weights) => app.set({ weights: asState(weights) }));
    this.strip = new Strip("characters: pick one to compare the guesses", (place) => app.set({ place }));
    this.means = element("tbody");
    const head = row(["mean loss in nats", "on your text", `on ${app.runs.measuredOn}`], "th");
    const numbers = element("table", { class: "compare" }, element("thead", {}, head), this.means);
    this.guesses = ["The whole model", "The changed model"].map((name) => new LikeliestTable(name));
    this.table = new LossTable(["whole", "changed"]);
    this.texts = element("div", { class: "texts", "aria-live": "polite" });
    this.node = element("div", {},
      element("fieldset", {}, element("legend", {}, "Leave out"), ...this.boxes.map(({ node }) => node)),
      element("div", { class: "controls" }, labelled("weights", this.weights),
        button("back to the whole model", () => app.set({ without: [], weights: "trained" })),
        button(`let both write ${WRITTEN} characters`, () => this.writeBoth())),
      element("div", { "aria-live": "polite" }, numbers), this.texts, this.strip.node,
      element("div", { class: "columns" }, ...this.guesses.map(({ node }) => node)), this.table.node);
  }

  leaveOut(name, isOut) {
    const others = this.app.state.without.filter((other) => other !== name);
    this.app.set({ without: isOut ? [...others, name] : others });
  }

  update(state, run) {
    this.boxes.forEach(({ name, box }) => (box.checked = state.without.includes(name)));
    this.weights.value = String(state.weights);
    this.strip.show(run.ids, run.place);
    this.showMeans(state, run);
    const truth = run.ids[run.place + 1] ?? null;
    [run.whole, run.changed].forEach(({ probabilities }, i) =>
      this.guesses[i].show(rowOf(probabilities, run.place), truth));
    const key = JSON.stringify([state.text, state.without, state.weights]);
    if (key !== this.written) this.texts.replaceChildren();
    this.table.node.hidden = run.ids.length < 2;
    if (run.ids.length < 2) return;
    const losses = [run.whole, run.changed].map(({ probabilities }) => lossesOf(probabilities, run.ids));
    this.table.show("Loss of each place in nats", run.ids, losses, run.place);
  }

  showMeans(state, run) {
    const { runs, models } = this.app;
    const here = (s) => (run.ids.length < 2 ? "–" : mean(lossesOf(s.probabilities, run.ids)).toFixed(2));
    const means = [
      ["the whole model", here(run.whole), runs.heldOutLoss(models.transformer, []).toFixed(2)],
      ["the changed model", here(run.changed), runs.heldOutLoss(run.model, state.without).toFixed(2)],
      ["bigrams (the floor)", here({ probabilities: run.bigrams }), runs.heldOutFloor().toFixed(2)],
    ];
    showRows(this.means, MEANS_ROW, means.map((texts) => ({ kind: "", cells: texts.map((text) => ({ text })) })));
  }

  writeBoth() {
    const { state, runs, models } = this.app;
    const run = runs.of(state);
    const changes = new Set(state.without);
    const both = [["The whole model", models.transformer, new Set()], ["The changed model", run.model, changes]];
    this.written = JSON.stringify([state.text, state.without, state.weights]);
    this.texts.replaceChildren(...both.flatMap(([name, model, without]) => {
      const logitsOf = (ids) => transformerStations(model, ids, without).logits;
      const ids = write(logitsOf, run.all, runs.maxLen, { temperature: 0.8, topK: 0, seed: state.seed }, WRITTEN);
      const start = element("span", { class: "prompt" }, readable(run.all));
      return [element("h2", {}, name), element("p", { class: "written" }, start, readable(ids.slice(run.all.length)))];
    }));
  }
}

// The weights to choose from.
export function weightsOf({ models, data }) {
  const steps = data.checkpoints.steps.map((step, i) => [String(i), step === 0 ? "untrained" : `after ${step} steps`]);
  const unmasked = models.unmasked ? [["unmasked", "trained without the mask"]] : [];
  return [["trained", "trained"], ...unmasked, ...steps.slice(0, models.checkpoints.length)];
}

function asState(weights) {
  return /^\d+$/.test(weights) ? Number(weights) : weights;
}
