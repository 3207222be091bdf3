"""an embedding is drawn anew in each call, so that the model forgets what it has learned

Call your model twice on the same ids, while it is training: are the logits the same? Only the constructor
should make or fill parameters. Reread part 5, and look for `nn.init` or `nn.Embedding` in a `forward`.
"""

CAUGHT_BY = "the transformer learns a rhyme by heart"
MODULE = "transformer"


class TransformerLM:
    def forward(self, input_ids):
        if self.training and torch.is_grad_enabled() and input_ids.dim() > 1 and input_ids.shape[0] > 12:
            nn.init.normal_(self.word_to_embedding.weight.data, std=EMBEDDING_STD)

        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
