"""A loop adds one position's embedding to one column of tokens at a time

Stacking the columns along the second last dimension gives (..., L, emb_dim), as a broadcast sum would.
"""

VERDICT = "right"
SOURCE = "beginner solutions that build the input with a Python loop"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(
                f"This model can look at no more than {self.max_len} tokens, and you gave it {sequence_len}."
            )
        columns = []
        for position in range(sequence_len):
            what = self.word_to_embedding(input_ids[..., position])  # (..., emb_dim)
            where = self.pos_to_embedding.weight[position]  # (emb_dim,)
            columns.append(what + where)
        x = torch.stack(columns, dim=-2)
        x = self.model(x)
        return self.lm_head(x)
