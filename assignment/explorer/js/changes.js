// What can be left out of the transformer, and how each is called.
import { perHead } from "./forward.js";

export function changesOf(sizes) {
  return [
    { name: "mask", label: "the mask" },
    { name: "positions", label: "the position embeddings" },
    { name: "scaling", label: "the scaling" },
    ...perHead(sizes, (head) => ({ name: `head_${head}`, label: `head ${head}` })),
    { name: "residual_1", label: "the residual around attention" },
    { name: "residual_2", label: "the residual around the MLP" },
    { name: "norm_1", label: "the first norm" },
    { name: "norm_2", label: "the second norm" },
  ];
}
