// Checkpoints of the training: slide from the untrained model to the trained one, and watch attention form.
import { button, element, labelled } from "./element.js";
import { Grid } from "./grid.js";
import { headsOf } from "./stations.js";
import { shape } from "./svg.js";
import { visible } from "./text.js";

const CURVE = { width: 320, height: 130, left: 30, bottom: 18, most: 5.6 };

export class TrainingView {
  id = "training";
  title = "Training";

  constructor(app) {
    this.app = app;
    this.steps = app.data.checkpoints.steps.slice(0, app.models.checkpoints.length);
    this.slider = element("input", { type: "range", min: 0, max: Math.max(0, this.steps.length - 1), step: 1,
      oninput: (event) => app.set({ weights: Number(event.target.value) }) });
    this.sentence = element("p", { class: "explanation", "aria-live": "polite" });
    this.curve = shape("svg");
    this.heads = element("div", { class: "flow" });
    this.grids = [];
    this.losses = [];
    this.node = element("div", {},
      this.steps.length < 2 ? element("p", {}, "This page has no checkpoints: it was made from saved weights.") : "",
      element("div", { class: "controls" }, labelled("checkpoint", this.slider, { class: "wide" }),
        button("the trained model", () => app.set({ weights: "trained" }))),
      this.sentence, this.curve, this.heads);
  }

  update(state, run) {
    const last = this.steps.length - 1;
    const at = typeof state.weights === "number" ? Math.min(state.weights, last) : last;
    this.slider.value = String(at);
    this.slider.setAttribute("aria-valuetext", `step ${this.steps[at]}`);
    const { runs, data } = this.app;
    const loss = runs.heldOutLoss(run.model, state.without).toFixed(2);
    const name = state.weights === "unmasked" ? "Trained without the mask" : typeof state.weights === "number"
      ? `After ${this.steps[at]} training steps` : "The trained model";
    this.sentence.textContent = `${name}: ${loss} nats on ${runs.measuredOn}. ` +
      `There the bigram floor is ${runs.heldOutFloor().toFixed(2)}; ` +
      `on all held-out stories it is ${data.floor.toFixed(3)}.`;
    this.showHeads(run);
    this.drawCurve(at);
    this.measure();
  }

  showHeads(run) {
    const heads = headsOf(run.changed);
    if (this.grids.length !== heads.length) {
      this.grids = heads.map(() => new Grid());
      this.heads.replaceChildren(...this.grids.map(({ node }) => node));
    }
    const characters = run.ids.map(visible);
    heads.forEach((head) => this.grids[head].show({
      label: `weights, head ${head}`, values: run.changed[`weights.${head}`], scale: "weights",
      rowLabels: characters, columnLabels: characters,
    }));
  }

  // One checkpoint's loss at a time, so that the page stays quick.
  measure() {
    if (this.isMeasuring || this.losses.length >= this.steps.length) return;
    this.isMeasuring = true;
    setTimeout(() => {
      this.isMeasuring = false;
      this.losses.push(this.app.runs.heldOutLoss(this.app.models.checkpoints[this.losses.length], []));
      this.drawCurve(Number(this.slider.value));
      if (this.app.state.view === this.id) this.measure();
    });
  }

  drawCurve(picked) {
    const { width, height, left, bottom, most } = CURVE;
    const last = this.steps.at(-1) || 1;
    const x = (step) => left + (step / last) * (width - left - 8);
    const y = (loss) => (1 - Math.min(loss, most) / most) * (height - bottom);
    const floor = y(this.app.runs.heldOutFloor());
    const now = x(this.steps[picked] ?? 0);
    const points = this.losses.map((loss, i) => `${x(this.steps[i])},${y(loss)}`).join(" ");
    const parts = [
      shape("line", { x1: left, x2: width, y1: floor, y2: floor, class: "floor" }),
      shape("polyline", { points, class: "curve" }),
      shape("line", { x1: now, x2: now, y1: 0, y2: height - bottom, class: "now" }),
      ...[0, last].map((step) => text(x(step), height - 6, String(step), step === 0 ? "start" : "end")),
      ...[0, 2, 4].map((loss) => text(left - 6, y(loss), String(loss), "end")),
    ];
    this.curve.setAttribute("viewBox", `0 -8 ${width} ${height + 8}`);
    this.curve.setAttribute("class", "losses-curve");
    this.curve.setAttribute("role", "img");
    this.curve.setAttribute("aria-label", "held-out loss in nats over the training steps, and the bigram floor");
    this.curve.replaceChildren(...parts);
  }
}

function text(x, y, content, anchor) {
  return shape("text", { x, y, "text-anchor": anchor, "dominant-baseline": "central" }, content);
}
