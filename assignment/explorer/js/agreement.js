// Whether the student's code computes what the definition computes; where not, the first station that differs.
import { changesOf } from "./changes.js";
import { mlpStations, transformerStations } from "./forward.js";
import { floatsOf } from "./model.js";
import { NAMES } from "./stations.js";
import { rowOf } from "./tensor.js";
import { encode } from "./text.js";

const TOLERANCE = 1e-4;
const MLP_NAMES = ["mlp_ids", "mlp_embeddings", "mlp_hidden", "mlp_output", "mlp_logits"];

// { largest, nTexts, partings }: the largest difference, and for each model that differs where it does.
export function compare(data, models) {
  const ids = encode(data.traces.text);
  const mlp = compareTrace(data.traces.mlp, mlpStations(models.mlp, ids), MLP_NAMES);
  const transformer = compareTrace(data.traces.transformer, transformerStations(models.transformer, ids), NAMES);
  const partings = [
    ...(mlp.parting ? [{ model: "MLP", ...mlp.parting }] : []),
    ...(transformer.parting ? [{ model: "transformer", ...likeness(transformer.parting, data, models, ids) }] : []),
  ];
  const last = compareLastLogits(data.lastLogits, models);
  const unexplained = last.partings.filter(({ model }) => !partings.some((other) => other.model === model));
  return {
    largest: Math.max(mlp.largest, transformer.largest, last.largest),
    nTexts: data.lastLogits.length + 1,
    partings: [...partings, ...unexplained.slice(0, 1)],
  };
}

// The stations of the student's code by name, as plain numbers with a shape.
export function readTrace(trace) {
  return Object.fromEntries(
    Object.entries(trace.stations).map(([key, { shape, numbers }]) => [key, { shape, data: floatsOf(numbers) }]),
  );
}

function compareTrace(trace, definition, names) {
  const yours = readTrace(trace);
  let largest = 0;
  let lastSeen = "";
  for (const key of keysInOrder(definition, names)) {
    if (!(key in yours)) continue;
    const difference = differenceOf(yours[key], definition[key]);
    if (difference) return { largest, parting: { ...placeOf(key), ...difference, numbers: yours[key] } };
    largest = Math.max(largest, largestDifference(yours[key].data, definition[key].data));
    if (key !== "mask") lastSeen = key; // the mask is asked for by itself, whatever the model does
  }
  return { largest, parting: trace.stopped ? { ...placeOf(lastSeen), stopped: trace.stopped } : null };
}

// "q.0", "q.1", ... in place of "q".
function keysInOrder(definition, names) {
  return names.flatMap((name) =>
    name in definition ? [name] : Object.keys(definition).filter((key) => key.startsWith(`${name}.`)),
  );
}

function placeOf(key) {
  const [station, head] = key.split(".");
  return { station, head: head === undefined ? null : Number(head) };
}

// What is wrong with a station; null where nothing is.
function differenceOf(yours, right) {
  const [rows, columns] = yours.shape.length === 1 ? [yours.shape[0], 1] : yours.shape;
  if (yours.shape.length > 2 || rows !== right.rows || columns !== right.columns) {
    const rightShape = right.columns === 1 ? [right.rows] : [right.rows, right.columns];
    return { shapes: [yours.shape, rightShape] };
  }
  const i = yours.data.findIndex((value, at) => !isClose(value, right.data[at]));
  if (i < 0) return null;
  const entry = { row: Math.floor(i / columns), column: i % columns };
  return { ...entry, yours: yours.data[i], right: right.data[i] };
}

function isClose(value, right) {
  return Math.abs(value - right) <= TOLERANCE * Math.max(1, Math.abs(right));
}

function largestDifference(a, b) {
  return a.reduce((before, value, i) => (b[i] <= -1e8 ? before : Math.max(before, Math.abs(value - b[i]))), 0);
}

// Adds `like`: what is left out of the definition whose numbers the student's code has.
function likeness(parting, data, models, ids) {
  if (!parting.numbers || parting.shapes) return parting;
  const key = parting.head === null ? parting.station : `${parting.station}.${parting.head}`;
  const like = changesOf(models.transformer.sizes).find(({ name }) => {
    const changed = transformerStations(models.transformer, ids, new Set([name]))[key];
    return parting.numbers.data.every((value, i) => isClose(value, changed.data[i]));
  });
  return { ...parting, like: like?.label };
}

// The logits of each model for the last character of several texts.
function compareLastLogits(texts, models) {
  const partings = [];
  let largest = 0;
  for (const { text, ...logits } of texts) {
    const ids = encode(text);
    const right = {
      mlp: mlpStations(models.mlp, ids).mlp_logits,
      transformer: transformerStations(models.transformer, ids).logits,
    };
    for (const [model, name] of [["mlp", "MLP"], ["transformer", "transformer"]]) {
      const yours = logits[model] === null ? null : floatsOf(logits[model]);
      const row = rowOf(right[model], ids.length - 1);
      if (yours && row.every((value, i) => isClose(yours[i], value))) {
        largest = Math.max(largest, largestDifference(yours, row));
      } else {
        partings.push({ model: name, station: "logits", head: null, text });
      }
    }
  }
  return { largest, partings };
}
