// The likeliest next characters as bars, and losses as bars.
import { element } from "./element.js";
import { likeliest, mean } from "./guesses.js";
import { showRows } from "./rows.js";
import { spoken, visible } from "./text.js";

const LIKELIEST_ROW = [["th", { scope: "row" }], ["td", { class: "bar thick" }], ["td", { class: "number" }], ["td"]];

// The likeliest characters of one row of probabilities.
export class LikeliestTable {
  constructor(caption) {
    this.caption = element("caption", {}, caption);
    this.body = element("tbody");
    this.node = element("table", { class: "likeliest" }, this.caption, this.body);
  }

  // truth: the token that came, or null. mark: what to call it.
  show(probabilities, truth = null, mark = "the truth") {
    const rows = likeliest(probabilities).map(({ id, probability }) => ({
      kind: id === truth ? "truth" : "",
      cells: [{ text: visible(id), label: spoken(id) }, { text: "", part: probability },
        { text: `${(100 * probability).toFixed(1)} %` }, { text: id === truth ? `◀ ${mark}` : "" }],
    }));
    showRows(this.body, LIKELIEST_ROW, rows);
  }
}

// For each place the losses of several guessers.
export class LossTable {
  constructor(names) {
    this.caption = element("caption");
    this.body = element("tbody");
    this.row = [["th", { scope: "row" }], ["td"], ...names.map((_, i) => ["td", { class: `bar kind-${i}` }])];
    const head = ["seen", "next", ...names].map((name) => element("th", { scope: "col" }, name));
    this.node = element("table", { class: "losses" }, this.caption,
      element("thead", {}, element("tr", {}, ...head)), this.body);
  }

  // losses: for each guesser, those of the places. picked: the place to mark.
  show(caption, ids, losses, picked) {
    if (this.caption.textContent !== caption) this.caption.textContent = caption;
    const most = Math.ceil(Math.max(...losses.flat()));
    const cells = (seen, next, numbers) =>
      [{ text: seen }, { text: next }, ...numbers.map((loss) => ({ text: loss.toFixed(2), part: loss / most }))];
    const rows = ids.slice(0, -1).map((id, place) => ({
      kind: place === picked ? "picked" : "",
      cells: cells(visible(id), visible(ids[place + 1]), losses.map((each) => each[place])),
    }));
    showRows(this.body, this.row, [...rows, { kind: "mean", cells: cells("mean", "", losses.map(mean)) }]);
  }
}
