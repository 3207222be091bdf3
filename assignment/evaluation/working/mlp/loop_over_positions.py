"""Loops over the positions of the last dimension

Each position goes through the network by itself; stack puts them side by side again.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: beginners who think token by token"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        columns = []
        for place in range(input_ids.shape[-1]):
            token = input_ids[..., place]
            vector = self.word_to_embedding(token)
            vector = self.model(vector)
            columns.append(self.lm_head(vector))
        return torch.stack(columns, dim=-2)
