"""Dropout on the embeddings in training mode

In eval mode all is right; in training mode the logits are random and nothing in the text asks for it.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: regularisation habits from larger models"

import torch.nn.functional as F

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = F.dropout(self.word_to_embedding(input_ids), p=0.2, training=self.training)
        return self.lm_head(self.model(x))
