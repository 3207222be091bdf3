"""Computes in float64 and casts the logits back

The values agree within float32, the gradients flow through the casts, and the result has the dtype of the
weights.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: numerics-minded forum answers"

import torch
import torch.nn.functional as F

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        matrix = self.word_to_embedding.weight.double()
        x = F.embedding(input_ids, matrix)
        for layer in self.model.model:
            if isinstance(layer, nn.Linear):
                x = F.linear(x, layer.weight.double(), layer.bias.double())
            else:
                x = layer(x)
        return F.linear(x, matrix).to(self.lm_head.weight.dtype)
