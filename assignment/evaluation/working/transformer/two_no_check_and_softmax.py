"""Probabilities in place of logits, and no check of the length

Two mistakes: a softmax at the end, and an IndexError for long texts.
"""

VERDICT = "wrong"
SOURCE = "beginner GPT code on Kaggle and forums"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        place = torch.arange(input_ids.shape[-1], device=input_ids.device)
        z = self.model(self.word_to_embedding(input_ids) + self.pos_to_embedding(place))
        z = z @ self.word_to_embedding.weight.T
        z = z - z.max(dim=-1, keepdim=True).values
        e = z.exp()
        return e / e.sum(dim=-1, keepdim=True)
