"""A ReLU right after the lookup

Negative numbers of the embeddings never reach the MLP.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: an activation after every layer"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = torch.relu(self.word_to_embedding(input_ids))
        x = self.model(x)
        return self.lm_head(x)
