// What both models guess for each place of the text, next to counting neighbours.
import { LikeliestTable, LossTable } from "./bars.js";
import { element } from "./element.js";
import { lossesOf } from "./guesses.js";
import { Strip } from "./strip.js";
import { rowOf } from "./tensor.js";
import { quoted } from "./text.js";

export class GuessesView {
  id = "guesses";
  title = "Guesses";

  constructor(app) {
    this.app = app;
    this.strip = new Strip("characters: pick one to see what comes next", (place) => app.set({ place }));
    this.idsLine = element("p", { class: "ids" });
    this.question = element("p");
    this.guessers = ["Bigrams: counting neighbours", "MLP", "Transformer"].map((name) => new LikeliestTable(name));
    this.table = new LossTable(["bigrams", "MLP", "transformer"]);
    this.node = element("div", {}, this.strip.node, this.idsLine, this.question,
      element("div", { class: "columns" }, ...this.guessers.map(({ node }) => node)), this.table.node);
  }

  update(state, run) {
    const { ids, place } = run;
    this.strip.show(ids, place);
    this.idsLine.textContent = `Token ids: ${ids.join(" ")}`;
    const truth = ids[place + 1] ?? null;
    this.question.textContent = `What comes after place ${place}, ${quoted(ids[place])}? ${
      truth === null ? "The text ends here." : `In the text: ${quoted(truth)}.`}`;
    this.guessers.at(-1).caption.textContent = run.isChanged ? "Transformer, changed" : "Transformer";
    [run.bigrams, run.mlp, run.changed.probabilities].forEach((probabilities, i) =>
      this.guessers[i].show(rowOf(probabilities, place), truth));
    this.showLosses(run);
  }

  showLosses({ ids, place, bigrams, mlp, changed }) {
    this.table.node.hidden = ids.length < 2;
    if (ids.length < 2) return;
    const losses = [bigrams, mlp, changed.probabilities].map((probabilities) => lossesOf(probabilities, ids));
    const floor = this.app.data.floor.toFixed(3);
    const caption = `Loss of each place in nats. On held-out stories, the bigram floor is ${floor}.`;
    this.table.show(caption, ids, losses, place);
  }
}
