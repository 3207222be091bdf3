"""Makes the logits for slices of the vocabulary and joins them; prints shapes

Each slice of the tied matrix gives the logits of its tokens; joined in order they are all of them.
"""

VERDICT = "right"
SOURCE = "memory-saving heads for large vocabularies (nanoGPT issue 42 and others)"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        L = int(input_ids.shape[-1])
        if self.max_len < L:
            raise ValueError(f"this model reads {self.max_len} tokens at the most and was given {L}")
        x = torch.index_select(self.word_to_embedding.weight, 0, input_ids.reshape(-1))
        x = x.unflatten(0, input_ids.shape)
        x = x + self.pos_to_embedding.weight.narrow(0, 0, L)
        x = self.model(x)
        print("in", tuple(input_ids.shape), "stream", tuple(x.shape))
        pieces = [x @ rows.T for rows in self.lm_head.weight.split(64, dim=0)]
        return torch.cat(pieces, dim=-1)
