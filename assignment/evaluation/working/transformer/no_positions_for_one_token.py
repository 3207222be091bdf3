"""Leaves the position out when there is a single token

A text of one token also has a position, 0, and its embedding belongs into the sum.
"""

VERDICT = "wrong"
SOURCE = "ml-explore/mlx-lm PR 93 (position skipped for length one)"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        x = self.word_to_embedding(input_ids)
        if sequence_len > 1:
            x = x + self.pos_to_embedding(torch.arange(sequence_len, device=input_ids.device))
        return self.lm_head(self.model(x))
