"""Computes in float64 and casts back to the dtype of the parameters

Lookup and products are done in double and the logits returned in the parameters' own dtype: never less
precise.
"""

VERDICT = "right"
SOURCE = "Numerical analysis habit: compute in double, return what came"

import torch


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        dtype = self.lm_head.weight.dtype
        matrix = self.word_to_embedding.weight.to(torch.float64)
        layers = self.model.model
        x = matrix[input_ids]
        h = x @ layers[0].weight.double().T + layers[0].bias.double()
        h = torch.where(h > 0, h, torch.zeros_like(h))
        out = h @ layers[2].weight.double().T + layers[2].bias.double()
        return (out @ matrix.T).to(dtype)
