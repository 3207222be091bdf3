// Attention in the text: lines from the token that looks to the tokens looked at, and all heads as small matrices.
import { element, labelled, select } from "./element.js";
import { Grid } from "./grid.js";
import { headsOf } from "./stations.js";
import { Strip } from "./strip.js";
import { shape } from "./svg.js";
import { at } from "./tensor.js";
import { quoted, short, visible } from "./text.js";

const LINE = 22; // height of a character in CSS pixels
const WIDTH = 260;

export class AttentionView {
  id = "attention";
  title = "Attention";

  constructor(app) {
    this.app = app;
    this.strip = new Strip("characters: pick one", (place) => app.set({ place }));
    this.direction = select([["back", "what it looks at"], ["forth", "what looks at it"]],
      (direction) => app.set({ direction }));
    this.head = select([], (head) => app.set({ head: Number(head) }));
    this.picture = shape("svg", { role: "img" });
    this.sentence = element("p", { class: "explanation", "aria-live": "polite" });
    this.heads = element("div", { class: "flow" });
    this.grids = [];
    this.node = element("div", {}, this.strip.node,
      element("div", { class: "controls" }, labelled("show", this.direction), labelled("lines of head", this.head)),
      this.sentence, element("div", { class: "beside" }, element("div", { class: "lines" }, this.picture), this.heads));
  }

  update(state, run) {
    const heads = headsOf(run.changed);
    const head = Math.min(state.head, heads.length - 1);
    if (this.grids.length !== heads.length) this.makeHeads(heads);
    this.strip.show(run.ids, run.place);
    this.direction.value = state.direction;
    this.head.value = String(head);
    const weights = run.changed[`weights.${head}`];
    const shares = run.ids.map((_, other) =>
      state.direction === "back" ? at(weights, run.place, other) : at(weights, other, run.place));
    this.say(state, run, head, shares);
    this.drawLines(state, run, head, shares);
    this.showHeads(state, run, heads);
  }

  makeHeads(heads) {
    this.head.replaceChildren(...heads.map((head) => element("option", { value: head }, String(head))));
    this.grids = heads.map((head) => new Grid((row, column) =>
      this.app.set(this.app.state.direction === "back"
        ? { head, place: row, column } : { head, place: column, column: row })));
    this.heads.replaceChildren(...this.grids.map(({ node }) => node));
  }

  say(state, { ids, place }, head, shares) {
    const order = shares.map((share, other) => ({ share, other })).sort((a, b) => b.share - a.share).slice(0, 3);
    const list = order.filter(({ share }) => share >= 0.005)
      .map(({ share, other }) => `${quoted(ids[other])} at ${other} (${short(share)})`).join(", ");
    const verb = state.direction === "back" ? "looks most at" : "is looked at most by";
    this.sentence.textContent = `Head ${head}: ${quoted(ids[place])} at place ${place} ${verb} ${list || "nothing"}.`;
  }

  // The token on one side, all tokens on the other; the wider a line, the larger the weight.
  drawLines(state, { ids, place }, head, shares) {
    const [from, to] = state.direction === "back" ? ["looks", "is looked at"] : ["is looked at", "looks"];
    const height = (ids.length + 1) * LINE + 6;
    this.picture.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
    const zoom = state.large ? 1.5 : 1;
    this.picture.setAttribute("width", WIDTH * zoom);
    this.picture.setAttribute("height", height * zoom);
    this.picture.setAttribute("aria-label", this.sentence.textContent);
    const middle = (i) => (i + 1) * LINE + LINE / 2;
    const parts = [label(30, LINE / 2, from, "caption"), label(WIDTH - 46, LINE / 2, to, "caption")];
    shares.forEach((share, other) => {
      if (share >= 0.002) {
        parts.push(shape("line", {
          x1: 42, y1: middle(place), x2: WIDTH - 58, y2: middle(other), class: `line head-${head % 4}`,
          "stroke-width": (1 + 9 * share).toFixed(2), "stroke-opacity": (0.25 + 0.75 * share).toFixed(2),
        }));
      }
    });
    ids.forEach((id, i) => {
      parts.push(label(30, middle(i), visible(id), i === place ? "here" : "other"));
      parts.push(label(WIDTH - 46, middle(i), visible(id), shares[i] >= 0.1 ? "here" : "other"));
    });
    this.picture.replaceChildren(...parts);
  }

  showHeads(state, run, heads) {
    const characters = run.ids.map(visible);
    const back = state.direction === "back";
    heads.forEach((head) => {
      const lit = back ? { row: run.place } : { column: run.place };
      const other = Math.min(state.column, run.ids.length - 1);
      const picked = back ? { row: run.place, column: other } : { row: other, column: run.place };
      this.grids[head].show({
        label: `weights, head ${head}`, values: run.changed[`weights.${head}`], scale: "weights",
        rowLabels: characters, columnLabels: characters, lit, picked, hasVeil: false,
      });
    });
  }
}

function label(x, y, text, kind) {
  return shape("text", { x, y, class: kind, "text-anchor": "middle", "dominant-baseline": "central" }, text);
}
