"""Counts the positions from 1

Every token gets its right neighbour's embedding, and a text of max_len tokens runs off the table.
"""

VERDICT = "wrong"
SOURCE = "fairseq positions that start after the padding index"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        places = torch.arange(1, sequence_len + 1, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(places)
        return self.lm_head(self.model(x))
