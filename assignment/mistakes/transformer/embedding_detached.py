"""the token embeddings are cut off from the gradient

Call `model(ids).sum().backward()`, and compare `model.word_to_embedding.weight.grad` for two texts: does the row of
a character also depend on its place as an input? Look for `detach`, `.data` and `no_grad`. The embeddings of part 5
are learned as all else is.
"""

CAUGHT_BY = "causal, and every parameter learns"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)

        x = self.word_to_embedding(input_ids).detach() + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
