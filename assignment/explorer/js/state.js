// What is shown at present, and how it is written into the address, so that a link leads back to it.
import { NAMES } from "./stations.js";

export function initialState(data) {
  return {
    text: data.text,
    view: "guesses",
    place: null, // null is the last one, also while the text grows
    station: "x",
    head: 0,
    column: 0,
    all: false,
    direction: "back",
    without: [],
    weights: "trained", // or "unmasked", or the number of a checkpoint
    temperature: 0.8,
    seed: 0,
    topK: 0,
    large: false,
    task: null,
  };
}

const READ = {
  text: (value) => value.slice(0, 2000),
  view: (value) => value,
  place: natural,
  station: (value) => (NAMES.includes(value) ? value : undefined),
  head: natural,
  column: natural,
  all: (value) => value === "true",
  direction: (value) => (value === "forth" ? value : "back"),
  without: (value) => value.split(",").filter((name) => /^[a-z]+(_\d+)?$/.test(name)),
  weights: (value) => (value === "unmasked" ? value : (natural(value) ?? "trained")),
  temperature: (value) => (Number(value) >= 0.05 && Number(value) <= 5 ? Number(value) : undefined),
  seed: natural,
  topK: natural,
  large: (value) => value === "true",
  task: natural,
};

// "#text=Tom&view=walk": only what differs from the beginning.
export function toAddress(state, initial) {
  const changed = Object.keys(READ).filter((name) => String(state[name]) !== String(initial[name]));
  return `#${new URLSearchParams(changed.map((name) => [name, String(state[name])]))}`;
}

export function fromAddress(hash, initial) {
  const state = { ...initial };
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    const read = READ[name]?.(value);
    if (read !== undefined) state[name] = read;
  }
  return state;
}

function natural(value) {
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
