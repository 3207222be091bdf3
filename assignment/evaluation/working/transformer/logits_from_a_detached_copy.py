"""Scores with a detached copy of the embedding matrix

The logits are right, but the matrix learns from the lookup alone.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: head tied by a copy in forward"

import torch.nn.functional as F

class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens do not fit into max_len = {self.max_len}")
        place = torch.arange(length, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(place)
        return F.linear(self.model(x), self.word_to_embedding.weight.clone().detach())
