"""Treats token 0 as padding when it counts positions

Id 0 is a token like any other; here it does not count, and all tokens after it move forward by one.
"""

VERDICT = "wrong"
SOURCE = "RoBERTa create_position_ids_from_input_ids"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        real = (input_ids != 0).long()
        positions = (real.cumsum(dim=-1) * real - 1).clamp(min=0)
        hidden = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(hidden))
