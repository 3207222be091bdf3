// Characters, token ids, and how a character is shown.

export const N_VOCAB = 256;
const SHOWN_AS = { " ": "␣", "\n": "↵", "\t": "⇥" };
const CALLED = { " ": "space", "\n": "line break", "\t": "tab", ".": "full stop", ",": "comma", "'": "apostrophe" };

// A character's id is its code point. What the vocabulary does not have is left out.
export function encode(text) {
  return [...text].map((character) => character.codePointAt(0)).filter((id) => id < N_VOCAB);
}

// A character as something that can be seen.
export function visible(id) {
  const character = String.fromCodePoint(id);
  const unprintable = id < 32 || (id >= 127 && id < 161) || id === 173;
  return SHOWN_AS[character] ?? (unprintable ? `#${id}` : character);
}

// A text to read: spaces and line breaks are as they are, what cannot be seen is shown.
export function readable(ids) {
  return ids.map((id) => (id === 10 || id === 32 ? String.fromCodePoint(id) : visible(id))).join("");
}

// A character as something that can be said.
export function spoken(id) {
  return CALLED[String.fromCodePoint(id)] ?? visible(id);
}

// A character in a sentence.
export function quoted(id) {
  return CALLED[String.fromCodePoint(id)] ? `the ${spoken(id)}` : `“${visible(id)}”`;
}

// A number in at most seven characters or so.
export function short(value) {
  if (value <= -1e8) return "−10⁹";
  if (Number.isInteger(value)) return String(value).replace("-", "−");
  const size = Math.abs(value);
  const text = size !== 0 && size < 0.001 ? value.toExponential(1) : value.toFixed(size >= 100 ? 1 : 3);
  return text.replace("-", "−");
}
