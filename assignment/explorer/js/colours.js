// Two scales that colour-blind readers can use, the same as in the notebook's pictures: cividis, and brown to green.

const CIVIDIS = ["#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55",
  "#fee838"];
const BROWN_GREEN = ["#543005", "#8c510a", "#bf812d", "#dfc27d", "#f6e8c3", "#f5f5f5", "#c7eae5", "#80cdc1", "#35978f",
  "#01665e", "#003c30"];
const STEPS = 128;
const SCALES = { weights: spread(CIVIDIS), signed: spread(BROWN_GREEN) };

// A function from numbers to colours, each with its `css` and its `channels`. Weights go from 0 to 1, signed numbers as
// far as the largest of them.
export function colouring(scale, values) {
  const colours = SCALES[scale];
  if (scale === "weights") return (value) => colours[Math.round(clamp(value) * STEPS)];
  const reach = values.data.reduce((before, value) => (value <= -1e8 ? before : Math.max(before, Math.abs(value))), 0);
  return (value) => colours[Math.round(clamp(0.5 + value / (2 * reach || 1)) * STEPS)];
}

function clamp(part) {
  return Math.min(1, Math.max(0, part));
}

function spread(stops) {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const position = (step / STEPS) * (stops.length - 1);
    const start = Math.min(Math.floor(position), stops.length - 2);
    const [from, to] = [channels(stops[start]), channels(stops[start + 1])];
    const mixed = from.map((value, i) => Math.round(value + (to[i] - value) * (position - start)));
    return { css: `rgb(${mixed.join(" ")})`, channels: mixed };
  });
}

function channels(colour) {
  return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
}
