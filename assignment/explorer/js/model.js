// The weights of a model, read from the page's data.
import { matrix, transposed } from "./tensor.js";

// Names and shapes of the weights, in the order in which they stand in the data.
export function layout(kind, sizes) {
  const { n_vocab, emb_dim, n_hidden } = sizes;
  const mlp = [
    ["mlp.0.weight", n_hidden, emb_dim],
    ["mlp.0.bias", 1, n_hidden],
    ["mlp.2.weight", emb_dim, n_hidden],
    ["mlp.2.bias", 1, emb_dim],
  ];
  if (kind === "mlp") return [["word_to_embedding", n_vocab, emb_dim], ...mlp];
  const heads = Array.from({ length: sizes.n_heads }, (_, head) =>
    ["get_query", "get_key", "get_value"].map((name) => [`heads.${head}.${name}`, sizes.head_dim, emb_dim]),
  );
  return [
    ["word_to_embedding", n_vocab, emb_dim],
    ["pos_to_embedding", sizes.max_len, emb_dim],
    ["norm_1.weight", 1, emb_dim],
    ["norm_1.bias", 1, emb_dim],
    ...heads.flat(),
    ["to_output", emb_dim, sizes.n_heads * sizes.head_dim],
    ["norm_2.weight", 1, emb_dim],
    ["norm_2.bias", 1, emb_dim],
    ...mlp,
  ];
}

export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export function floatsOf(base64) {
  const view = new DataView(bytesOf(base64).buffer);
  return Float64Array.from({ length: view.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

export function readModel(kind, { sizes, weights }) {
  const numbers = floatsOf(weights);
  const parameters = {};
  let start = 0;
  for (const [name, rows, columns] of layout(kind, sizes)) {
    parameters[name] = matrix(rows, columns, numbers.slice(start, start + rows * columns));
    start += rows * columns;
  }
  return makeModel(kind, sizes, parameters);
}

// A layer computes x times its transposed weight, so the model also has each matrix transposed, as `name.T`.
export function makeModel(kind, sizes, parameters) {
  const all = { ...parameters };
  for (const [name, weight] of Object.entries(parameters)) {
    if (weight.rows > 1 || !name.includes(".bias")) all[`${name}.T`] = transposed(weight);
  }
  return { kind, sizes, parameters: all };
}
