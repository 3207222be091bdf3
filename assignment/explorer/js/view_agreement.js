// The line at the top: whether the student's code and this page compute the same, and where they part if not.
import { button, element } from "./element.js";
import { keyOf, stationNamed } from "./stations.js";
import { short } from "./text.js";

export function agreementLine(app) {
  const { partings, largest, nTexts } = app.agreement;
  if (partings.length === 0) {
    return element("p", { class: "agreement good", role: "status" },
      `✓ Your code and this page agree on ${nTexts} texts. The largest difference is ${largest.toExponential(0)}.`);
  }
  const lines = partings.map((parting) => element("p", {}, `✗ ${sentence(parting)} `, lookButton(app, parting)));
  return element("div", { class: "agreement bad", role: "status" }, ...lines,
    element("p", {}, "The rest of the page computes with your weights, as the definition says."));
}

function sentence({ model, station, head, ...it }) {
  const where = `the station ${station}${head === null ? "" : ` of head ${head}`}`;
  if (it.stopped) return `Your ${model} stops ${station ? `after ${where}` : "at once"}: ${it.stopped}.`;
  if (it.text !== undefined) {
    const text = JSON.stringify(it.text);
    return `Your ${model} and the definition agree on the traced text, and part at the logits of the text ${text}.`;
  }
  if (it.shapes) {
    const [yours, right] = it.shapes.map((shape) => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`);
    return `Your ${model} and the definition part at ${where}: ` +
      `its shape is ${yours} in your code, and should be ${right}.`;
  }
  const like = it.like ? ` Your numbers are those of a model without ${it.like}.` : "";
  return `Your ${model} and the definition part at ${where}: entry [${it.row}, ${it.column}] is ` +
    `${short(it.yours)} in your code, and should be ${short(it.right)}.${like}`;
}

function lookButton(app, { model, station, head, row = 0, column = 0 }) {
  if (model !== "transformer" || !station) return "";
  const text = app.data.traces.text;
  const whole = { without: [], weights: "trained", all: false };
  const there = { ...whole, view: "walk", text, station, head: head ?? 0, place: row, column };
  return button("look there", () => app.set(there), { class: "small" });
}

// The student's numbers of a station, where the page has them: for the traced text, the trained model, all of it.
export function yoursOf(app, station, head, run) {
  if (run.isChanged || app.state.text !== app.data.traces.text) return null;
  return app.yours[keyOf(stationNamed(station.name), head)] ?? null;
}
