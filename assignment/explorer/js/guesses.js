// From logits to guesses: probabilities, the likeliest characters, losses, and the bigram counts to compare with.
import { matrix, rowOf } from "./tensor.js";
import { N_VOCAB } from "./text.js";

const SMOOTHING = 0.1; // as in `bigram_floor` of training.py

// The likeliest tokens of one row of probabilities: [{ id, probability }], the first `count`.
export function likeliest(row, count = 10) {
  const order = Array.from(row, (probability, id) => ({ id, probability }));
  return order.sort((a, b) => b.probability - a.probability || a.id - b.id).slice(0, count);
}

// The loss of each place in nats: -log of the probability of the next token. One fewer than tokens.
export function lossesOf(probabilities, ids) {
  return ids.slice(1).map((next, place) => -Math.log(Math.max(rowOf(probabilities, place)[next], 1e-300)));
}

export function mean(numbers) {
  return numbers.reduce((before, value) => before + value, 0) / numbers.length;
}

// How likely which token follows each of the ids, by counting neighbours in the stories: (L, V)
export function bigramProbabilities(counts, ids) {
  const result = matrix(ids.length, N_VOCAB);
  ids.forEach((id, place) => result.data.set(bigramRow(counts, id), place * N_VOCAB));
  return result;
}

function bigramRow(counts, id) {
  const row = new Float64Array(N_VOCAB).fill(SMOOTHING);
  const pairs = counts[id] ?? [];
  for (let i = 0; i < pairs.length; i += 2) row[pairs[i]] += pairs[i + 1];
  const total = row.reduce((before, value) => before + value, 0);
  return row.map((value) => value / total);
}
