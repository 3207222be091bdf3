"""Parallel layer as in GPT-J, with one norm for both sublayers

Two mistakes: the MLP does not see what attention wrote, and norm_2 is never used.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/EleutherAI/gpt-neox/pull/481 (GPT-J: one layer norm for both)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, hidden_states):
        residual = hidden_states
        normed = self.norm_1(hidden_states)
        attn_output = self.self_attention(normed)
        feed_forward = self.mlp(normed)
        return attn_output + feed_forward + residual
