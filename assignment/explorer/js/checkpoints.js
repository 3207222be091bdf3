// Models at other moments of their training. Each is kept as the rounded difference from the one before.
import { layout, bytesOf, makeModel } from "./model.js";
import { matrix } from "./tensor.js";

// A list of models, from what `weight_frames` in explore_data.py wrote.
export async function readFrames(kept, whole) {
  const differences = new Int8Array(await inflated(bytesOf(kept.deflated)));
  const parts = layout("transformer", whole.sizes);
  const models = [];
  let levels = parts.map(([name, rows, columns]) =>
    new Float64Array((name === "word_to_embedding" ? kept.rows.length : rows) * columns),
  );
  let start = 0;
  while (start < differences.length) {
    levels = levels.map((before) => {
      const next = before.map((level, i) => level + differences[start + i]);
      start += before.length;
      return next;
    });
    const weights = levels.map((level, i) => level.map((value) => value * kept.sizes[i]));
    models.push(makeModel("transformer", whole.sizes, named(parts, weights, kept.rows, whole)));
  }
  return models;
}

// Weights by name. Characters that the stories do not have keep the embeddings of the whole model.
function named(parts, weights, keptRows, whole) {
  return Object.fromEntries(
    parts.map(([name, rows, columns], i) => {
      if (name !== "word_to_embedding") return [name, matrix(rows, columns, weights[i])];
      const table = whole.parameters[name].data.slice();
      keptRows.forEach((row, k) => table.set(weights[i].subarray(k * columns, (k + 1) * columns), row * columns));
      return [name, matrix(rows, columns, table)];
    }),
  );
}

async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}
