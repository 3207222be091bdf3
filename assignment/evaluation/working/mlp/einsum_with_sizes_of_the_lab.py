"""A forward by einsum that fixes the shape to (B, L), and scales the embeddings

Two mistakes in a style of its own: a single document does not fit "bld", and the embeddings are multiplied by
32 ** 0.5.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: einsum by hand and constants of the lab"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding.weight[input_ids] * 32**0.5
        x = self.model(x)
        return torch.einsum("bld,vd->blv", x, self.lm_head.weight)
