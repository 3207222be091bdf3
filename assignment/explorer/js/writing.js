// Writing text: guess, draw, append, again.
import { rowOf } from "./tensor.js";

// Random numbers from 0 to 1 that a seed repeats (mulberry32, public domain). PyTorch draws other ones.
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// The probabilities of the next token from the last row of logits; only the topK likeliest where that is not 0.
function nextProbabilities(logits, temperature, topK = 0) {
  const last = rowOf(logits, logits.rows - 1);
  const ranked = [...last].sort((a, b) => b - a);
  const smallest = topK > 0 ? ranked[Math.min(topK, ranked.length) - 1] : -Infinity;
  const powers = last.map((logit) => (logit < smallest ? 0 : Math.exp((logit - ranked[0]) / temperature)));
  const total = powers.reduce((before, value) => before + value, 0);
  return powers.map((value) => value / total);
}

// The token at which the probabilities, added up in order, pass a random number.
function draw(probabilities, random) {
  let passed = 0;
  let last = 0;
  for (let id = 0; id < probabilities.length; id++) {
    if (probabilities[id] === 0) continue;
    passed += probabilities[id];
    last = id;
    if (random < passed) return id;
  }
  return last;
}

// One more token. `logitsOf` takes ids; ids beyond maxLen are cropped on the left.
export function writeOne(logitsOf, ids, maxLen, { temperature, topK }, random) {
  const context = ids.slice(-maxLen);
  const probabilities = nextProbabilities(logitsOf(context), temperature, topK);
  return { id: draw(probabilities, random), probabilities, context: context.length };
}

// `count` more tokens, at once.
export function write(logitsOf, ids, maxLen, settings, count) {
  const random = randomNumbers(settings.seed);
  const written = [...ids];
  for (let i = 0; i < count; i++) written.push(writeOne(logitsOf, written, maxLen, settings, random()).id);
  return written;
}
