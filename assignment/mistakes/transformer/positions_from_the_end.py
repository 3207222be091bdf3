"""positions are counted from the end of the text

Compare the logits of the first token for texts of 3 and of 4 tokens that begin alike. May it know how long the text
will be? The TODO of part 5 says where counting begins.
"""

CAUGHT_BY = "every token gets the embedding of its own position"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device).flip(0)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
