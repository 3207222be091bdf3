"""Positions count the tokens that are not padding, taking id 0 for padding

There is no padding here: id 0 is a character like others, and it stops the count.
"""

VERDICT = "wrong"
SOURCE = "fairseq make_positions and https://github.com/huggingface/transformers/issues/15292"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        seq_len = input_ids.shape[-1]
        if seq_len > self.max_len:
            raise ValueError(f"{seq_len} tokens do not fit into {self.max_len}")
        not_padding = input_ids.ne(0).long()
        positions = (torch.cumsum(not_padding, dim=-1) - 1).clamp(min=0)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
