// The likeliest next characters as bars, and losses as bars.
import { element } from "./element.js";
import { likeliest, mean } from "./guesses.js";
import { spoken, visible } from "./text.js";

// A table of the likeliest characters of one row of probabilities; `truth` is the token that came, or null.
export function likeliestTable(caption, probabilities, truth = null, mark = "the truth") {
  const rows = likeliest(probabilities).map(({ id, probability }) => {
    const isTruth = id === truth;
    return element("tr", isTruth ? { class: "truth" } : {},
      element("th", { scope: "row", "aria-label": spoken(id) }, visible(id)),
      barCell(probability, "thick"),
      element("td", { class: "number" }, `${(100 * probability).toFixed(1)} %`),
      element("td", {}, isTruth ? `◀ ${mark}` : ""));
  });
  return element("table", { class: "likeliest" }, element("caption", {}, caption), element("tbody", {}, ...rows));
}

// A cell with a bar in it, for a number from 0 to 1. The style sheet draws the bar as the cell's background.
function barCell(part, kind, ...content) {
  const cell = element("td", { class: `bar ${kind}` }, ...content);
  cell.style.setProperty("--part", `${(100 * Math.min(1, part)).toFixed(1)}%`);
  return cell;
}

// For each place the losses of several guessers. A row that says the same as before stays, so that typing is quick.
export class LossTable {
  constructor(names) {
    this.caption = element("caption");
    this.body = element("tbody");
    const head = ["seen", "next", ...names].map((name) => element("th", { scope: "col" }, name));
    this.node = element("table", { class: "losses" }, this.caption,
      element("thead", {}, element("tr", {}, ...head)), this.body);
    this.said = [];
  }

  // losses: for each guesser, those of the places. picked: the place to mark.
  show(caption, ids, losses, picked) {
    this.caption.textContent = caption;
    const most = Math.ceil(Math.max(...losses.flat()));
    const places = ids.slice(0, -1).map((id, place) => ({
      seen: [visible(id), visible(ids[place + 1])], losses: losses.map((each) => each[place]), most,
      kind: place === picked ? "picked" : "",
    }));
    const rows = [...places, { seen: ["mean", ""], losses: losses.map(mean), most, kind: "mean" }];
    const saying = rows.map((each) => JSON.stringify(each));
    rows.forEach((each, i) => {
      if (saying[i] === this.said[i]) return;
      const node = lossRow(each);
      if (this.body.children[i]) this.body.children[i].replaceWith(node);
      else this.body.append(node);
    });
    while (this.body.children.length > rows.length) this.body.lastChild.remove();
    this.said = saying;
  }
}

function lossRow({ seen: [first, second], losses, most, kind }) {
  return element("tr", { class: kind }, element("th", { scope: "row" }, first), element("td", {}, second),
    ...losses.map((loss, i) => barCell(loss / most, `kind-${i}`, loss.toFixed(2))));
}
