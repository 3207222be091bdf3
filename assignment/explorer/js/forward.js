// The forward pass of both models. Every step is kept, under its name in parts 3 and 6 of the notebook.
import {
  layerNorm, mapped, matrix, plusRow, product, relu, rowsAt, sideBySide, softmax, sum, transposed,
} from "./tensor.js";

const VERY_SMALL_NUMBER = -1e9;
const NOTHING = new Set();

// All stations of the transformer for ids (L,). `without` has the names of what is left out: see CHANGES.
export function transformerStations(model, ids, without = NOTHING) {
  const { parameters: p, sizes } = model;
  const has = (part) => !without.has(part);
  const s = {};
  s.trace_ids = matrix(ids.length, 1, Float64Array.from(ids));
  s.token_embeddings = rowsAt(p.word_to_embedding, ids);
  s.position_embeddings = rowsAt(p.pos_to_embedding, ids.map((_, place) => place));
  if (!has("positions")) s.position_embeddings = zeros(s.position_embeddings);
  s.x = sum(s.token_embeddings, s.position_embeddings);
  s.normed = has("norm_1") ? layerNorm(s.x, p["norm_1.weight"], p["norm_1.bias"]) : s.x;
  s.mask = causalMask(ids.length);
  for (let head = 0; head < sizes.n_heads; head++) headStations(s, model, head, without);
  s.together = sideBySide(perHead(sizes, (head) => s[`head_output.${head}`]));
  s.attention_output = product(s.together, p["to_output.T"]);
  s.after_attention = has("residual_1") ? sum(s.x, s.attention_output) : s.attention_output;
  s.normed_2 = has("norm_2") ? layerNorm(s.after_attention, p["norm_2.weight"], p["norm_2.bias"]) : s.after_attention;
  s.hidden = relu(plusRow(product(s.normed_2, p["mlp.0.weight.T"]), p["mlp.0.bias"]));
  s.mlp_output = plusRow(product(s.hidden, p["mlp.2.weight.T"]), p["mlp.2.bias"]);
  s.after_mlp = has("residual_2") ? sum(s.after_attention, s.mlp_output) : s.mlp_output;
  s.logits = product(s.after_mlp, p["word_to_embedding.T"]);
  s.probabilities = softmax(s.logits);
  return s;
}

function headStations(s, { parameters: p, sizes }, head, without) {
  const keep = (name, value) => (s[`${name}.${head}`] = value);
  const q = keep("q", product(s.normed, p[`heads.${head}.get_query.T`]));
  const k = keep("k", product(s.normed, p[`heads.${head}.get_key.T`]));
  const v = keep("v", product(s.normed, p[`heads.${head}.get_value.T`]));
  const raw = keep("raw_scores", product(q, transposed(k)));
  const divisor = without.has("scaling") ? 1 : Math.sqrt(sizes.head_dim);
  const scaled = keep("scaled_scores", mapped(raw, (score) => score / divisor));
  const masked = keep("masked_scores", without.has("mask") ? scaled : sum(scaled, s.mask));
  const weights = keep("weights", softmax(masked));
  const output = product(weights, v);
  keep("head_output", without.has(`head_${head}`) ? zeros(output) : output);
}

// All stations of the MLP for ids (L,).
export function mlpStations(model, ids) {
  const p = model.parameters;
  const s = {};
  s.mlp_ids = matrix(ids.length, 1, Float64Array.from(ids));
  s.mlp_embeddings = rowsAt(p.word_to_embedding, ids);
  s.mlp_hidden = relu(plusRow(product(s.mlp_embeddings, p["mlp.0.weight.T"]), p["mlp.0.bias"]));
  s.mlp_output = plusRow(product(s.mlp_hidden, p["mlp.2.weight.T"]), p["mlp.2.bias"]);
  s.mlp_logits = product(s.mlp_output, p["word_to_embedding.T"]);
  s.probabilities = softmax(s.mlp_logits);
  return s;
}

function causalMask(length) {
  return mapped(matrix(length, length), (_, i) => {
    const query = Math.floor(i / length);
    const key = i % length;
    return key > query ? VERY_SMALL_NUMBER : 0;
  });
}

export function perHead(sizes, make) {
  return Array.from({ length: sizes.n_heads }, (_, head) => make(head));
}

function zeros(a) {
  return matrix(a.rows, a.columns);
}
