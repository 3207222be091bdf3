"""Draws from the 40 likeliest, and counts the prompt's characters in the length

Two habits of other libraries: tokens outside the top 40 never come, and the text is too short.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face generate (max_length, top_k=50) and nanoGPT sample.py (top_k)"

TOP_K = 40


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    n_prompt = len(ids)
    while len(ids) < n_new_tokens:
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        best, which = p.topk(min(TOP_K, len(p)))
        pick = torch.multinomial(best, 1, generator=generator)
        ids = torch.cat([ids, which[pick]])
    return prompt + decode(ids[n_prompt:])
