"""Counts the positions with a running sum over ones

A running sum of ones along the last dimension, less one, is 0, 1, ..., L - 1 in every document.
"""

VERDICT = "right"
SOURCE = "Hugging Face create_position_ids: cumsum of ones"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        seen = input_ids.size()[-1]
        limit = self.pos_to_embedding.num_embeddings
        if seen > limit:
            raise ValueError(f"max_len is {limit}; the input is {seen} long")
        positions = torch.ones_like(input_ids).cumsum(dim=-1).sub(1)
        summed = torch.add(self.word_to_embedding(input_ids), self.pos_to_embedding(positions))
        return self.lm_head(self.model(summed))
