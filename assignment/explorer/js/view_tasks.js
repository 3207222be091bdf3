// Five tasks, one for each question of "Check your understanding": where the evidence is, not what it says.
import { button, element } from "./element.js";

const WORD = "The cat sat. The dog sat.";

const TASKS = [
  {
    question: "What can the MLP not do, and how does the transformer overcome it?",
    steps: [
      "The guesses for the last place are open. Change the text before the last character, which stays the same.",
      "Which of the three tables change? Which never do?",
      "Look at the losses of the places, and find those at which the transformer is far below the other two.",
    ],
    state: { view: "guesses", text: "Once upo", place: null },
  },
  {
    question: "What is the causal mask for? What would happen to the training loss, and to the texts, without it?",
    steps: [
      "This model learned without the mask, and has none now. Compare its losses with those of the whole model.",
      "Let both write. Compare the texts with the losses.",
      "Open Attention. What does a token look at, and why does that help in one case and not in the other?",
    ],
    state: { view: "what-if", text: WORD, without: ["mask"], weights: "unmasked" },
  },
  {
    question: "Why does a transformer need position embeddings, when the MLP needs none?",
    steps: [
      "The position embeddings are left out. Note the guesses for the last place. Make “trail” into “trial”.",
      "Put the position embeddings back (What if), and do the same again.",
      "Look at the MLP's table in all four cases. Then open Attention, with and without positions.",
    ],
    state: { view: "guesses", text: "a trail", without: ["positions"], place: null },
  },
  {
    question: "Which shapes have q, k and v, the scores, and the output of all heads before and after the projection?",
    steps: [
      "The text has ten characters. Say the shape of the next station aloud, then press next.",
      "Add a character: which numbers of the shapes change, and which do not?",
      "Show all stations at once, and find the only matrices whose size grows with the square of the text.",
    ],
    state: { view: "walk", text: "Tom had a ", station: "q", place: null },
  },
  {
    question: "Explain self-attention to a colleague who knows matrices but no neural networks.",
    steps: [
      "Pick one entry of the scores. Which row and which column made it? Say what each of them is.",
      "Go on to the weights and to the weighted sum: follow one row from station to station.",
      "Then tell the story of that row, without a formula, to the person next to you.",
    ],
    state: { view: "walk", text: "Tom had a red", station: "raw_scores", head: 0, place: 12, column: 4 },
  },
];

export class TasksView {
  id = "tasks";
  title = "Tasks";

  constructor(app) {
    const cards = TASKS.map(({ question, steps, state }, number) =>
      element("section", { class: "card" }, element("h2", {}, `${number + 1}. ${question}`),
        element("ol", {}, ...steps.map((step) => element("li", {}, step))),
        button("set this up", () => app.set({ ...SETUP, ...state, task: number }),
          { "aria-label": `set up task ${number + 1}` })));
    const about = "Each of these leads to the evidence for one of the questions that end the notebook. The answer is yours.";
    this.node = element("div", {}, element("p", {}, about), ...cards);
  }

  update() {}
}

// The steps of a task, for the line above the other views.
export function taskOf(number) {
  return TASKS[number];
}

// What a task starts from, apart from its own settings.
const SETUP = { without: [], weights: "trained", all: false, direction: "back", head: 0, column: 0 };
