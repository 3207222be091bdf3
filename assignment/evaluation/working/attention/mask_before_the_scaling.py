"""The scores are masked with minus infinity first and scaled afterwards inside the softmax call

Minus infinity divided by sqrt(head_dim) is still minus infinity, so the order does not matter.
"""

VERDICT = "right"
SOURCE = "https://github.com/seankao31/llm-from-scratch (causal_attention.py)"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        num_tokens = x.shape[-2]
        queries = self.get_query(x)
        keys = self.get_key(x)
        attn_scores = queries @ keys.transpose(-2, -1)
        ones = torch.ones(num_tokens, num_tokens, device=x.device)
        attn_scores.masked_fill_(torch.triu(ones, diagonal=1).bool(), -torch.inf)
        return torch.softmax(attn_scores / keys.shape[-1] ** 0.5, dim=-1)

    def forward(self, x):
        context_vec = self.attention_weights(x) @ self.get_value(x)
        return context_vec
