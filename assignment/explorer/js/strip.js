// The characters of a text in a row; one of them is picked, by pointer or arrow keys.
import { element } from "./element.js";
import { spoken, visible } from "./text.js";

const PLACE_MOVES = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

export class Strip {
  constructor(label, onPick) {
    this.onPick = onPick;
    this.ids = [];
    this.node = element("div", { class: "strip", role: "radiogroup", "aria-label": label });
    this.node.addEventListener("keydown", (event) => this.move(event));
    this.node.addEventListener("click", (event) => {
      const place = [...this.node.children].indexOf(event.target.closest("[role=radio]"));
      if (place >= 0) this.onPick(place);
    });
  }

  show(ids, picked) {
    if (ids.join() !== this.ids.join()) this.build(ids);
    this.picked = picked;
    [...this.node.children].forEach((chip, place) => {
      const isPicked = String(place === picked);
      if (chip.getAttribute("aria-checked") === isPicked) return;
      chip.setAttribute("aria-checked", isPicked);
      chip.tabIndex = place === picked ? 0 : -1;
    });
  }

  // Only the characters that differ are made again.
  build(ids) {
    ids.forEach((id, place) => {
      if (id === this.ids[place]) return;
      const name = `place ${place}, ${spoken(id)}`;
      const chip = element("button", { type: "button", role: "radio", "aria-label": name, title: name }, visible(id));
      if (place < this.node.children.length) this.node.children[place].replaceWith(chip);
      else this.node.append(chip);
    });
    while (this.node.children.length > ids.length) this.node.lastChild.remove();
    this.ids = ids;
  }

  move(event) {
    const by = PLACE_MOVES[event.key];
    if (by === undefined || this.ids.length === 0) return;
    event.preventDefault();
    const place = Math.min(this.ids.length - 1, Math.max(0, this.picked + by));
    this.onPick(place);
    this.node.children[place].focus();
  }
}
