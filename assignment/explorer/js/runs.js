// What the models make of the current text. Each is computed once, and again when something it depends on changes.
import { mlpStations, transformerStations } from "./forward.js";
import { bigramProbabilities, lossesOf, mean } from "./guesses.js";
import { matrix } from "./tensor.js";
import { encode, N_VOCAB } from "./text.js";

export class Runs {
  constructor(data, models) {
    Object.assign(this, { data, models });
    this.known = new Map();
  }

  // Everything that the views show of a state.
  of(state) {
    const { maxLen } = this;
    const all = encode(state.text);
    const ids = all.slice(-maxLen);
    const model = this.modelOf(state.weights);
    const isChanged = state.without.length > 0 || state.weights !== "trained";
    const whole = this.remembered("whole", ids.join(), () => transformerStations(this.models.transformer, ids));
    const key = [ids, state.without, state.weights].join(";");
    const changed = isChanged
      ? this.remembered("changed", key, () => transformerStations(model, ids, new Set(state.without)))
      : whole;
    const mlp = this.perCharacter("MLP", ids, (id) => mlpStations(this.models.mlp, [id]).probabilities);
    const bigrams = this.perCharacter("bigrams", ids, (id) => bigramProbabilities(this.data.bigrams, [id]));
    const place = Math.min(state.place ?? ids.length - 1, ids.length - 1);
    return { all, ids, place, model, isChanged, whole, changed, mlp, bigrams };
  }

  // Probabilities (L, V) of a guesser that sees one character: each character is worked out once.
  perCharacter(name, ids, guess) {
    const rows = this.remembered(name, "", () => new Map());
    const result = matrix(ids.length, N_VOCAB);
    ids.forEach((id, place) => {
      if (!rows.has(id)) rows.set(id, guess(id).data);
      result.data.set(rows.get(id), place * N_VOCAB);
    });
    return result;
  }

  get maxLen() {
    return this.models.transformer.sizes.max_len;
  }

  modelOf(weights) {
    if (weights === "unmasked") return this.models.unmasked ?? this.models.transformer;
    return this.models.checkpoints[weights] ?? this.models.transformer;
  }

  // Mean loss on the beginning of the held-out stories, cut into pieces as long as the context.
  heldOutLoss(model, without) {
    return this.remembered(`held out ${this.nameOf(model)} ${without.join()}`, "", () => {
      const losses = this.pieces().map((ids) =>
        lossesOf(transformerStations(model, ids.slice(0, -1), new Set(without)).probabilities, ids));
      return mean(losses.flat());
    });
  }

  // The same by counting neighbours. `data.floor` is that of all held-out stories, as in the notebook.
  heldOutFloor() {
    return this.remembered("floor", "", () =>
      mean(this.pieces().flatMap((ids) => lossesOf(bigramProbabilities(this.data.bigrams, ids), ids))));
  }

  // Neighbours share one token, so that every token but the first is the target of something.
  pieces() {
    const ids = encode(this.data.heldOut);
    const starts = Array.from({ length: Math.floor((ids.length - 1) / this.maxLen) }, (_, i) => i * this.maxLen);
    return starts.map((start) => ids.slice(start, start + this.maxLen + 1));
  }

  // On what those two are measured, in words.
  get measuredOn() {
    return `the first ${this.pieces().length * this.maxLen} held-out characters`;
  }

  nameOf(model) {
    if (model === this.models.transformer) return "trained";
    return model === this.models.unmasked ? "unmasked" : this.models.checkpoints.indexOf(model);
  }

  remembered(name, key, make) {
    const known = this.known.get(name);
    if (known?.key === key) return known.value;
    const value = make();
    this.known.set(name, { key, value });
    return value;
  }
}
