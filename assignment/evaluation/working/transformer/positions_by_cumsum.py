"""Positions are the running count of tokens minus one

A running sum over ones gives 1 to L in every document, on the device of the ids.
"""

VERDICT = "right"
SOURCE = "fairseq make_positions (cumsum of a mask), with a mask of ones"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        if not input_ids.size(-1) <= self.max_len:
            raise ValueError(
                "Sequence too long! " + str(input_ids.size(-1)) + " > " + str(self.max_len) + " (max_len)"
            )
        positions = torch.ones_like(input_ids).cumsum(dim=-1) - 1  # (..., L)
        h = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        h = self.model(h)
        return self.lm_head(h)
