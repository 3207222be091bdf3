// Reads the data, makes the views, and passes every change of the state on to the one that is open.
import { compare, readTrace } from "./agreement.js";
import { changesOf } from "./changes.js";
import { readFrames } from "./checkpoints.js";
import { button, element } from "./element.js";
import { readModel } from "./model.js";
import { Runs } from "./runs.js";
import { fromAddress, initialState, toAddress } from "./state.js";
import { agreementLine, yoursOf } from "./view_agreement.js";
import { AttentionView } from "./view_attention.js";
import { GuessesView } from "./view_guesses.js";
import { TasksView, taskOf } from "./view_tasks.js";
import { TrainingView } from "./view_training.js";
import { WalkView } from "./view_walk.js";
import { WhatIfView, weightsOf } from "./view_what_if.js";
import { WriteView } from "./view_write.js";

const VIEWS = [GuessesView, WalkView, AttentionView, WhatIfView, WriteView, TrainingView, TasksView];
const ADDRESS_DELAY = 300; // milliseconds: browsers refuse to change the address at every keystroke

class App {
  constructor(data, models) {
    Object.assign(this, { data, models });
    this.runs = new Runs(data, models);
    this.agreement = compare(data, models);
    this.yours = readTrace(data.traces.transformer);
    this.initial = initialState(data);
    this.state = fromAddress(location.hash, this.initial);
    this.find = (id) => document.getElementById(id);
    this.views = VIEWS.map((View) => new View(this));
    this.makeHeader();
    this.makeTabs();
    window.addEventListener("hashchange", (event) => this.set(fromAddress(new URL(event.newURL).hash, this.initial)));
    this.set({});
  }

  makeHeader() {
    this.find("agreement").replaceChildren(agreementLine(this));
    this.find("text").addEventListener("input", (event) => this.set({ text: event.target.value, place: null }));
    this.find("large").addEventListener("click", () => this.set({ large: !this.state.large }));
    this.find("share").addEventListener("click", () => this.share());
  }

  makeTabs() {
    this.tabs = this.views.map(({ id, title }) => button(title, () => this.set({ view: id }),
      { role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}` }));
    this.panels = this.views.map(({ id, node }) => element("div",
      { role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}` }, node));
    this.find("tabs").replaceChildren(...this.tabs);
    this.find("tabs").addEventListener("keydown", (event) => this.moveTab(event));
    this.find("panels").replaceChildren(...this.panels);
  }

  moveTab(event) {
    const now = this.views.findIndex(({ id }) => id === this.state.view);
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: this.views.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const place = (next + this.views.length) % this.views.length;
    this.set({ view: this.views[place].id });
    this.tabs[place].focus();
  }

  // Change some of the state, and show it.
  set(changes) {
    Object.assign(this.state, changes);
    const open = this.views.findIndex(({ id }) => id === this.state.view);
    this.showHeader(Math.max(0, open));
    const run = this.runs.of(this.state);
    this.showNotes(run);
    if (run.ids.length > 0) this.views[Math.max(0, open)].update(this.state, run);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.writeAddress(), ADDRESS_DELAY);
  }

  showHeader(open) {
    const text = this.find("text");
    if (text.value !== this.state.text) text.value = this.state.text;
    document.documentElement.classList.toggle("large", this.state.large);
    this.find("large").setAttribute("aria-pressed", String(this.state.large));
    this.tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === open));
      tab.tabIndex = i === open ? 0 : -1;
      this.panels[i].hidden = i !== open;
    });
  }

  // What else there is to know: nothing typed, characters out of sight, a changed model, a task.
  showNotes({ all, ids, isChanged }) {
    const { maxLen } = this.runs;
    const notes = [];
    if (ids.length === 0) notes.push(element("p", {}, "Type a text of at least one character."));
    if (all.length > maxLen) {
      notes.push(element("p", {}, `The model sees ${maxLen} characters: the last ones of your ${all.length}.`));
    }
    if (isChanged) notes.push(this.changedNote());
    const task = this.state.task === null ? null : taskOf(this.state.task);
    if (task && this.state.view !== "tasks") notes.push(this.taskNote(task));
    this.find("notes").replaceChildren(...notes);
    this.find("panels").hidden = ids.length === 0;
  }

  changedNote() {
    const { without, weights } = this.state;
    const out = changesOf(this.models.transformer.sizes).filter(({ name }) => without.includes(name));
    const [, name] = weightsOf(this).find(([value]) => value === String(weights)) ?? ["", "trained"];
    const changed = weights === "trained" ? [] : [`weights: ${name}`];
    const parts = [...changed, ...out.map(({ label }) => `without ${label}`)];
    return element("p", { class: "changed" }, `Changed transformer: ${parts.join(", ")}. `,
      button("back to the whole model", () => this.set({ without: [], weights: "trained" }), { class: "small" }));
  }

  taskNote({ question, steps }) {
    return element("details", { class: "task", open: this.taskOpen !== false,
      ontoggle: (event) => (this.taskOpen = event.target.open) },
      element("summary", {}, `Task ${this.state.task + 1}: ${question}`),
      element("ol", {}, ...steps.map((step) => element("li", {}, step))),
      button("leave the task", () => this.set({ task: null }), { class: "small" }));
  }

  writeAddress() {
    try {
      history.replaceState(null, "", toAddress(this.state, this.initial));
    } catch {
      // A frame may forbid this; the button still gives the address.
    }
  }

  share() {
    const address = location.href.split("#")[0] + toAddress(this.state, this.initial);
    const field = this.find("address");
    field.value = address;
    field.parentElement.hidden = false;
    field.select();
    navigator.clipboard?.writeText(address).catch(() => {});
  }

  yoursOf(station, head, run) {
    return yoursOf(this, station, head, run);
  }
}

async function readModels(data) {
  const transformer = readModel("transformer", data.transformer);
  const frames = async (kept) => {
    try {
      return kept ? await readFrames(kept, transformer) : [];
    } catch {
      return []; // an old browser that cannot unpack them
    }
  };
  const [unmasked] = await frames(data.unmasked);
  return { mlp: readModel("mlp", data.mlp), transformer, checkpoints: await frames(data.checkpoints), unmasked };
}

async function start() {
  const text = document.getElementById("data").textContent;
  if (text.startsWith("{{")) return; // the page of the lab, before `python -m lab3 explore` has filled it
  const data = JSON.parse(text);
  window.app = new App(data, await readModels(data)); // `app` in the browser's console
  document.getElementById("missing").hidden = true;
  document.getElementById("app").hidden = false;
  if (window.parent !== window) window.parent.postMessage("the explorer is ready", "*"); // to the notebook around it
}

start();
