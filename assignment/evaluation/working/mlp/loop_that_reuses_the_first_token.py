"""A loop over positions that always takes token 0

The loop counts, but the index in its body does not move: all rows are those of the first token.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: index slips in loops over positions"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        rows = []
        for place in range(input_ids.shape[-1]):
            token = input_ids[..., 0]
            rows.append(self.lm_head(self.model(self.word_to_embedding(token))))
        return torch.stack(rows, dim=-2)
