"""Cuts what is too long."""


class TransformerLM:
    def forward(self, input_ids):
        input_ids = input_ids[..., -self.max_len :]
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(
            torch.arange(input_ids.shape[-1], device=input_ids.device)
        )
        return self.lm_head(self.model(x))
