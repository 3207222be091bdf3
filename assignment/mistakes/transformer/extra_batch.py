"""a text without a batch gets a batch dimension

Print the shape of the logits for ids of shape (3,) and of shape (2, 3). Which of your lines adds a dimension that
was not there? The docstring of `TransformerLM.forward`, in part 5, gives the shapes.
"""

CAUGHT_BY = "logits for texts of up to max_len tokens"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device).unsqueeze(0)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
