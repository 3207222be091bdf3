// The stations of the transformer in the order of part 6: what each computes, and which earlier numbers it uses.
import { at, meanAndSpread, rowOf, transposed } from "./tensor.js";
import { short } from "./text.js";

const entry = (row, column) => ({ row, column });
const itsRow = (row) => ({ row });
const itsColumn = (_, column) => ({ column });

// What an entry was made from: earlier stations and weights, with the part of each that an entry needs.
// `s` are the stations, `p` the parameters, `h` is the head.
const from = (label, values, lit, scale) => ({ label, values, lit, scale });

export const STATIONS = [
  {
    name: "trace_ids", title: "Token ids", formula: () => "encode_doc(text)", columns: () => ["id"],
    about: "One id for each character: its code point.",
    explain: (s, p, h, row) => `the code point of the character at place ${row}`,
  },
  {
    name: "token_embeddings", title: "Embedding: what", formula: () => "word_to_embedding(trace_ids)",
    about: "Each id picks a row of a matrix. Equal characters have equal rows.",
    from: (s) => [from("trace_ids", s.trace_ids, (row) => ({ row, column: 0 }), "plain")],
    explain: (s, p, h, row, column) => `row ${s.trace_ids.data[row]}, column ${column} of word_to_embedding.weight`,
  },
  {
    name: "position_embeddings", title: "Embedding: where", formula: () => "pos_to_embedding of 0, 1, …, L−1",
    about: "Each position picks a row of another matrix, whatever the character.",
    explain: (s, p, h, row, column) => `row ${row}, column ${column} of pos_to_embedding.weight`,
  },
  {
    name: "x", title: "What and where", formula: () => "token_embeddings + position_embeddings",
    about: "The input of the layer: the character and its place, added number by number.",
    from: (s) => [
      from("token_embeddings", s.token_embeddings, entry), from("position_embeddings", s.position_embeddings, entry),
    ],
    explain: addition("token_embeddings", "position_embeddings"),
  },
  {
    name: "normed", title: "Layer norm", formula: () => "layer.norm_1(x)",
    about: "Each row is brought to mean 0 and spread 1, then stretched and shifted by weights that were learned.",
    from: (s, p) => norm(s, p, "x", "norm_1"), explain: normalisation("x", "norm_1"),
  },
  ...[["q", "query", "What am I looking for?"], ["k", "key", "What do I have?"],
    ["v", "value", "What do you get from me?"]].map(([name, long, about]) => ({
    name, title: `${long[0].toUpperCase()}${long.slice(1)}`, perHead: true, about,
    formula: () => `head.get_${long}(normed)`,
    from: (s, p, h) => [
      from("normed", s.normed, itsRow), from(`head.get_${long}.weight.T`, p[`heads.${h}.get_${long}.T`], itsColumn),
    ],
    explain: rowTimesColumn(
      (s) => s.normed, (s, p, h) => p[`heads.${h}.get_${long}.T`], "normed", `get_${long}.weight.T`),
  })),
  {
    name: "raw_scores", title: "Scores", perHead: true, square: true, formula: () => "q · kᵀ",
    about: "Every query meets every key. Row: who looks. Column: who is looked at.",
    from: (s, p, h) => [from("q", s[`q.${h}`], itsRow), from("kᵀ", transposed(s[`k.${h}`]), itsColumn)],
    explain: rowTimesColumn((s, p, h) => s[`q.${h}`], (s, p, h) => transposed(s[`k.${h}`]), "q", "kᵀ"),
  },
  {
    name: "scaled_scores", title: "Scaled scores", perHead: true, square: true, formula: () => "raw_scores / √head_dim",
    about: "The product of long vectors spreads widely. The division keeps the spread near 1.", change: "scaling",
    from: (s, p, h) => [from("raw_scores", s[`raw_scores.${h}`], entry)],
    explain: (s, p, h, row, column) => {
      const divisor = without(s, `scaled_scores.${h}`, `raw_scores.${h}`) ? "1" : `√${s[`q.${h}`].columns}`;
      return `${short(at(s[`raw_scores.${h}`], row, column))} / ${divisor}`;
    },
  },
  {
    name: "mask", title: "Mask", square: true, formula: () => "make_causal_mask(L)",
    about: "0 where a query may look, a very large negative number where it may not.",
    explain: (s, p, h, row, column) =>
      column > row ? `key ${column} comes after query ${row}` : `key ${column} does not come after query ${row}`,
  },
  {
    name: "masked_scores", title: "Masked scores", perHead: true, square: true, formula: () => "scaled_scores + mask",
    about: "What is hidden gets a score so low that nothing of it is left after the softmax.", change: "mask",
    from: (s, p, h) => [from("scaled_scores", s[`scaled_scores.${h}`], entry), from("mask", s.mask, entry)],
    explain: (s, p, h, row, column) => {
      const before = short(at(s[`scaled_scores.${h}`], row, column));
      const all = s[`masked_scores.${h}`] === s[`scaled_scores.${h}`];
      return all ? `${before}, and the mask is left out` : `${before} + ${inner(at(s.mask, row, column))}`;
    },
  },
  {
    name: "weights", title: "Attention weights", perHead: true, square: true, scale: "weights",
    formula: () => "softmax of each row of masked_scores", about: "Each row sums to 1. The first row has no choice.",
    from: (s, p, h) => [from("masked_scores", s[`masked_scores.${h}`], itsRow)],
    explain: (s, p, h, row, column) => {
      const scores = rowOf(s[`masked_scores.${h}`], row);
      const total = scores.reduce((before, score) => before + Math.exp(score), 0);
      return `exp(${short(scores[column])}) / ${short(total)}, the sum of exp over row ${row}`;
    },
  },
  {
    name: "head_output", title: "Weighted sum", perHead: true, formula: () => "weights · v",
    about: "Each query gets the values of all keys, as much of each as its weight says.",
    from: (s, p, h) => [from("weights", s[`weights.${h}`], itsRow, "weights"), from("v", s[`v.${h}`], itsColumn)],
    explain: rowTimesColumn((s, p, h) => s[`weights.${h}`], (s, p, h) => s[`v.${h}`], "weights", "v"),
  },
  {
    name: "together", title: "Heads side by side", formula: () => "the heads' outputs next to each other",
    about: "The outputs of all heads become one row for each token.",
    from: (s) => headsOf(s).map((h) => {
      const width = s[`head_output.${h}`].columns;
      const inside = (column) => Math.floor(column / width) === h;
      return from(`head_output, head ${h}`, s[`head_output.${h}`],
        (row, column) => (inside(column) ? { row, column: column % width } : {}));
    }),
    explain: (s, p, h, row, column) => {
      const width = s["head_output.0"].columns;
      return `head_output[${row}, ${column % width}] of head ${Math.floor(column / width)}`;
    },
  },
  {
    name: "attention_output", title: "Output projection", formula: () => "self_attention.to_output(together)",
    about: "One more matrix mixes what the heads found.",
    from: (s, p) => [from("together", s.together, itsRow), from("to_output.weight.T", p["to_output.T"], itsColumn)],
    explain: rowTimesColumn((s) => s.together, (s, p) => p["to_output.T"], "together", "to_output.weight.T"),
  },
  {
    name: "after_attention", title: "Residual", formula: () => "x + attention_output",
    about: "Attention adds to what was there.", change: "residual_1",
    from: (s) => [from("x", s.x, entry), from("attention_output", s.attention_output, entry)],
    explain: addition("x", "attention_output", "after_attention"),
  },
  {
    name: "normed_2", title: "Second layer norm", formula: () => "layer.norm_2(after_attention)",
    about: "As before, with weights of its own.",
    from: (s, p) => norm(s, p, "after_attention", "norm_2"), explain: normalisation("after_attention", "norm_2"),
  },
  {
    name: "hidden", title: "MLP: the middle", formula: () => "ReLU(mlp.model[0](normed_2))",
    about: "Each token by itself. What is below 0 becomes 0.",
    from: (s, p) => layerOf(s.normed_2, "normed_2", p, 0),
    explain: rowTimesColumn((s) => s.normed_2, (s, p) => p["mlp.0.weight.T"], "normed_2", "mlp.model[0].weight.T",
      (p) => p["mlp.0.bias"], true),
  },
  {
    name: "mlp_output", title: "MLP: the output", formula: () => "mlp.model[2](hidden)",
    about: "Back to the size of an embedding.",
    from: (s, p) => layerOf(s.hidden, "hidden", p, 2),
    explain: rowTimesColumn((s) => s.hidden, (s, p) => p["mlp.2.weight.T"], "hidden", "mlp.model[2].weight.T",
      (p) => p["mlp.2.bias"]),
  },
  {
    name: "after_mlp", title: "Second residual", formula: () => "after_attention + mlp_output",
    about: "The MLP adds to what was there.", change: "residual_2",
    from: (s) => [from("after_attention", s.after_attention, entry), from("mlp_output", s.mlp_output, entry)],
    explain: addition("after_attention", "mlp_output", "after_mlp"),
  },
  {
    name: "logits", title: "Logits", formula: () => "lm_head(after_mlp)", columns: "tokens",
    about: "A score for each of the 256 characters: the matrix of the embeddings once more.",
    from: (s, p) => [
      from("after_mlp", s.after_mlp, itsRow), from("lm_head.weight.T", p["word_to_embedding.T"], itsColumn),
    ],
    explain: rowTimesColumn((s) => s.after_mlp, (s, p) => p["word_to_embedding.T"], "after_mlp", "lm_head.weight.T"),
  },
  {
    name: "probabilities", title: "The guess", formula: () => "softmax of each row of logits", columns: "tokens",
    scale: "weights", about: "How likely the model holds each character for the next place.",
    from: (s) => [from("logits", s.logits, itsRow)],
    explain: (s, p, h, row, column) => `exp(${short(at(s.logits, row, column))}) / the sum of exp over row ${row}`,
  },
];

export const NAMES = STATIONS.map((station) => station.name);

export function stationNamed(name) {
  return STATIONS.find((station) => station.name === name) ?? STATIONS[0];
}

// The name under which the forward pass keeps a station of a head.
export function keyOf(station, head) {
  return station.perHead ? `${station.name}.${head}` : station.name;
}

export function headsOf(s) {
  return Object.keys(s).filter((name) => name.startsWith("q.")).map((name) => Number(name.slice(2)));
}

function norm(s, p, input, name) {
  return [
    from(input, s[input], itsRow), from(`${name}.weight`, p[`${name}.weight`], (_, column) => ({ row: 0, column })),
    from(`${name}.bias`, p[`${name}.bias`], (_, column) => ({ row: 0, column })),
  ];
}

function layerOf(input, label, p, number) {
  return [
    from(label, input, itsRow), from(`mlp.model[${number}].weight.T`, p[`mlp.${number}.weight.T`], itsColumn),
    from(`mlp.model[${number}].bias`, p[`mlp.${number}.bias`], (_, column) => ({ row: 0, column })),
  ];
}

function without(s, result, input) {
  return s[result].data.every((value, i) => value === s[input].data[i]);
}

// A number inside a formula: a negative one in parentheses.
function inner(value) {
  return value < 0 ? `(${short(value)})` : short(value);
}

// Sentences for one entry. `result` names the station where the first term can be left out.
function addition(first, second, result) {
  return (s, p, h, row, column) => {
    const left = result && without(s, result, second) ? "nothing" : short(at(s[first], row, column));
    return `${left} + ${inner(at(s[second], row, column))}`;
  };
}

function normalisation(input, name) {
  return (s, p, h, row, column) => {
    const { mean, spread } = meanAndSpread(rowOf(s[input], row));
    if (s[name === "norm_1" ? "normed" : "normed_2"] === s[input]) return "the norm is left out";
    const stretch = inner(p[`${name}.weight`].data[column]);
    const shift = inner(p[`${name}.bias`].data[column]);
    return `(${short(at(s[input], row, column))} − ${inner(mean)}) / ${short(spread)} · ${stretch} + ${shift}`;
  };
}

// The largest terms of a sum of products.
function rowTimesColumn(left, right, leftName, rightName, bias, isRelu = false) {
  return (s, p, h, row, column) => {
    const a = left(s, p, h);
    const b = right(s, p, h);
    const terms = Array.from({ length: a.columns }, (_, i) => [at(a, row, i), at(b, i, column)]);
    const largest = [...terms].sort(([a1, b1], [a2, b2]) => Math.abs(a2 * b2) - Math.abs(a1 * b1)).slice(0, 3);
    const shown = largest.map((factors) => factors.map(inner).join(" · ")).join(" + ");
    const rest = terms.length > 3 ? ` + ${terms.length - 3} smaller products` : "";
    const shift = bias ? ` + bias ${inner(bias(p).data[column])}` : "";
    const row_ = `row ${row} of ${leftName} times column ${column} of ${rightName}`;
    return `${row_}: ${shown}${rest}${shift}${isRelu ? ", or 0 where that is less" : ""}`;
  };
}
