"""view(-1) on the ids

Fails on ids that are a slice of a larger tensor, as the inputs of next_token_pairs are.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: view size is not compatible with input tensor's size and stride"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        flat = input_ids.view(-1)
        scores = self.lm_head(self.model(self.word_to_embedding(flat)))
        return scores.view(*input_ids.shape, -1)
