// Makes elements of the page: element("p", { class: "note" }, "text", otherElement).

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export function button(label, onclick, attributes = {}) {
  return element("button", { type: "button", ...attributes, onclick }, label);
}

// A control with its label: the label's text, and what it is for.
export function labelled(text, control, attributes = {}) {
  return element("label", attributes, element("span", {}, text), control);
}

export function select(options, onchange) {
  const entries = options.map(([value, label]) => element("option", { value }, label));
  return element("select", { onchange: (event) => onchange(event.target.value) }, ...entries);
}

export function checkbox(label, onchange) {
  const box = element("input", { type: "checkbox", onchange: (event) => onchange(event.target.checked) });
  return { box, node: element("label", { class: "check" }, box, element("span", {}, label)) };
}

// A table row of headings or of cells.
export function row(cells, tag = "td") {
  return element("tr", {}, ...cells.map((cell) => element(tag, tag === "th" ? { scope: "col" } : {}, cell)));
}
