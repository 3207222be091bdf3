"""there is a norm between the layer and the logits

Print the mean of each vector that goes into `lm_head`. Many transformers have a norm there. Count those of the
docstrings: part 5 has two norms, both inside of the layer.
"""

CAUGHT_BY = "every token gets the embedding of its own position"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)

        x = self.model(x)
        return self.lm_head(nn.functional.layer_norm(x, x.shape[-1:]))
