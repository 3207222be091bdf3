"""Numbers the documents of a batch instead of the tokens of a document

input_ids.size(0) is the batch: all tokens of a document get the same position, a single document gets an
extra dimension.
"""

VERDICT = "wrong"
SOURCE = "cmu-l3/anlp-fall2025-code issue 1"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        pos = torch.arange(input_ids.size(0), device=input_ids.device).unsqueeze(1)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(pos)
        return self.lm_head(self.model(x))
