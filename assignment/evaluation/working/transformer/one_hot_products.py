"""Looks up with one-hot vectors and scores with einsum

A one-hot vector times a matrix picks a row. The one-hots take the dtype of the parameters.
"""

VERDICT = "right"
SOURCE = "CS336 assignment 1, embeddings as one-hot products"

import torch.nn.functional as F


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        too_many = input_ids.shape[-1] - self.max_len
        if too_many > 0:
            raise ValueError(f"{input_ids.shape[-1]} tokens, that is {too_many} more than max_len={self.max_len}")
        words = self.word_to_embedding.weight
        places = self.pos_to_embedding.weight
        hot = F.one_hot(input_ids, num_classes=words.shape[0]).to(words)
        where = torch.eye(input_ids.shape[-1], self.max_len, dtype=places.dtype, device=places.device)
        x = hot @ words + where @ places
        x = self.model(x)
        return torch.einsum("...d,vd->...v", x, words)
