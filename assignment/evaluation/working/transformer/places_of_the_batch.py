"""Gives all tokens of a document the position of its row in the batch

Which place a token has is nowhere to be seen, so attention cannot tell the past apart.
"""

VERDICT = "wrong"
SOURCE = "PyTorch's old PositionalEncoding tutorial (batch_first mixed up, pe[:x.size(0)]), pytorch forum"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens, but at most {self.max_len} can be taken")
        x = self.word_to_embedding(input_ids)
        batch_first = x.reshape(-1, sequence_len, x.shape[-1])
        rows = torch.arange(batch_first.shape[0], device=x.device) % self.max_len
        batch_first = batch_first + self.pos_to_embedding(rows)[:, None, :]
        return self.lm_head(self.model(batch_first.reshape(x.shape)))
