"""Probabilities and a text with another operation at one place; none of these comes together with other mistakes."""

CHOICES = {
    "place": {
        "logits_changed": (
            "the logits that are passed in are changed",
            "Print some logits before and after you call `next_token_probabilities` with them and a temperature of 2. "
            "Which line of yours writes into them? Operators such as `/=` do.",
        ),
        "all_logits_changed": "place=logits_changed",
        "short_index": "batch_expected",
        "softmax_around": (
            "the softmax is taken twice, and the temperature divides the probabilities in between",
            "Make one logit much larger than the others. Its probability should come near 1: how far does yours get? "
            "What does the docstring divide by the temperature?",
        ),
        "rounded_2": (
            "the probabilities are rounded, so that unlikely tokens can never come",
            "Print your probabilities with many digits, and their sum. Which of your lines is meant for showing numbers, "
            "and not for computing with them?",
        ),
        "rounded_3": "place=rounded_2",
        "rounded_2_alone": "place=rounded_2",
        "at_least_half": (
            "small temperatures are raised to a larger one",
            "Print your probabilities for the logits 0, 1 and 2 and temperatures of 1, 0.5 and 0.01. Should the last two "
            "be alike?",
        ),
        "at_least_tenth": "place=at_least_half",
        "at_least_one": "place=at_least_half",
        "at_most_one": (
            "large temperatures are lowered to 1",
            "Print your probabilities for the logits 0, 1 and 2 and temperatures of 1 and of 5. Should they be alike?",
        ),
        "root_of_temperature": (
            "the logits are divided by the root of the temperature",
            "Print the differences between the logarithms of your probabilities, for temperatures of 1 and of 4. What "
            "should a temperature of 4 do to them, and what do yours do?",
        ),
        "second_last": (
            "the probabilities come from the position before the last one",
            "Change the last row of `logits`, and print your probabilities before and after. Which position guesses the "
            "token that is not there yet?",
        ),
        "summed": (
            "the logits of all positions are added up",
            "Change the first row of `logits`, and print your probabilities before and after. Which position guesses "
            "the token that is not there yet?",
        ),
        "single": (
            "the probabilities have float32, whatever the logits have",
            "Print the dtypes of some logits and of their probabilities. The docstring says that they are the same.",
        ),
        "top_5": (
            "only some of the likeliest characters are drawn from",
            "Draw 1000 characters from a model whose logits are all zero, and count how many different ones there are. "
            "Which line of yours leaves characters out?",
        ),
        "sorted_5": "place=top_5",
        "sorted_20": "place=top_5",
        "sorted_40": "place=top_5",
        "sorted_50": "place=top_5",
        "share_90": "unlikely_left_out",
        "share_95": "unlikely_left_out",
        "sorted_share_95": "unlikely_left_out",
        "a_tenth_of_the_largest": "unlikely_left_out",
        "seen_halved": "repeats_spared",
        "last_forbidden": (
            "the character that came last can never come again",
            'Draw 100 characters from a model that finds "a" alone likely, and look at neighbours. Does your code change '
            "the probabilities that the model gives?",
        ),
        "seed_if_none": (
            "without a generator, each call writes the same text",
            "Call `generate` twice without a generator: are the texts the same? A fresh `torch.Generator()` always has "
            "the same seed.",
        ),
        "torch_seed_0": "generator_of_its_own",
        "torch_seed_42": "generator_of_its_own",
        "torch_seed_1337": "generator_of_its_own",
        "torch_seed_from_generator": (
            "a call with a generator sets the seed of all of torch, so that a later text without one is no new one",
            "Call `generate` with a generator, print `torch.rand(1)`, and do both again with a generator of the same "
            "seed. Are the two numbers alike? Who else draws random numbers from torch?",
        ),
        "all_at_once": (
            "the characters that were written never reach the model: all are drawn from the same probabilities",
            "Print what goes into the model in each round: does the character just drawn come into it?",
        ),
        "from_logits": (
            "the draw takes logits for probabilities",
            "Print what you give to `torch.multinomial`: is any of it negative, and what does it sum to? Which function "
            "of this file makes probabilities?",
        ),
        "blanks_before": (
            "the context is filled up to `max_len` tokens",
            "Print what goes into the model for a short prompt. Which of these tokens are not in the text?",
        ),
        "zeros_behind": "place=blanks_before",
        "blanks_behind": "place=blanks_before",
        "to_line_or_zero": "stops_at_a_line_break",
        "to_line_break_unwritten": "stops_at_a_line_break",
        "to_full_stop": (
            "the text ends at a full stop",
            "Generate 1000 characters and print the length of the text. The docstring says how many characters come: "
            "does any of them end the text?",
        ),
        "window_one_short": (
            "the model sees one token fewer than `max_len` allows",
            "Print the length of what goes into the model when the text is long, with a `max_len` of 4. How long should "
            "it be?",
        ),
        "always_64": (
            "the context is cut to 64 tokens where a model has no limit",
            "Print the length of what goes into a model without `max_len`, for a prompt of 100 characters. Where does "
            "the number come from?",
        ),
        "prompt_cut": (
            "the beginning of the text is lost together with that of the context",
            'Print `generate(model, "abcdefgh", 0)` for a model with a `max_len` of 4. The docstring says how the text '
            "begins. Does the text need the variable that the model is given?",
        ),
        "ids_cut": "place=prompt_cut",
        "kept_by_last": (
            "probabilities are remembered by the last token, although the model sees more than that",
            "Which of your lines keep probabilities, and under which key? Think of two texts that end with the same "
            "character.",
        ),
    },
}


def next_token_probabilities(logits, temperature):
    place = chosen("place")
    if place.startswith("at_least_"):
        temperature = max(temperature, {"half": 0.5, "tenth": 0.1, "one": 1.0}[place[9:]])
    match place:
        case "at_most_one":
            temperature = min(temperature, 1.0)
        case "root_of_temperature":
            temperature = temperature**0.5
        case "short_index":
            return (logits[:, -1] / temperature).softmax(-1)
        case "second_last":
            return (logits[..., -2, :] / temperature).softmax(-1)
        case "summed":
            return (logits.sum(-2) / temperature).softmax(-1)
        case "logits_changed":
            last = logits[..., -1, :]
            last /= temperature
            return last.softmax(-1)
        case "all_logits_changed":
            logits /= temperature
            return logits[..., -1, :].softmax(-1)
        case "softmax_around":
            return (logits[..., -1, :].softmax(-1) / temperature).softmax(-1)
        case "single":
            return (logits[..., -1, :].float() / temperature).softmax(-1)
    probabilities = (logits[..., -1, :] / temperature).softmax(-1)
    match place:
        case "rounded_2" | "rounded_3":
            rounded = probabilities.round(decimals=int(place[-1]))
            return rounded / rounded.sum(-1, keepdim=True)
        case "rounded_2_alone":
            return probabilities.round(decimals=2)
    return probabilities


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    place, max_len = chosen("place"), getattr(model, "max_len", None)
    if place.startswith("torch_seed"):
        generator = _torch_generator(generator)
    if place == "seed_if_none":
        generator = generator or torch.Generator()
    if place == "prompt_cut" and max_len is not None:
        prompt = prompt[-max_len:]
    ids, known, begun = encode_doc(prompt).tolist(), {}, len(encode_doc(prompt))
    if place == "ids_cut" and max_len is not None:
        ids = ids[-max_len:]
        prompt = decode(ids)
        begun = len(ids)
    if place == "all_at_once" and n_new_tokens:
        found = _guess(model, ids, temperature)
        return prompt + decode(torch.multinomial(found, n_new_tokens, replacement=True, generator=generator))
    for _ in range(n_new_tokens):
        if place == "kept_by_last":
            if ids[-1] not in known:
                known[ids[-1]] = _guess(model, ids, temperature)
            found = known[ids[-1]]
        else:
            found = _guess(model, ids, temperature)
        new = _drawn(found, ids, generator)
        if place == "to_line_break_unwritten" and new == ord("\n"):
            break
        ids.append(new)
        if place == "to_line_or_zero" and new in (0, ord("\n")) or place == "to_full_stop" and new == ord("."):
            break
    return prompt + decode(ids[begun:])


def _torch_generator(generator):
    match chosen("place"):
        case "torch_seed_from_generator" if generator is not None:
            torch.manual_seed(generator.initial_seed())
            return None
        case "torch_seed_from_generator":
            return None
    torch.manual_seed(int(chosen("place").rpartition("_")[2]))
    return None


def _guess(model, ids, temperature):
    """The probabilities of the next token."""
    device, max_len = next(model.parameters()).device, getattr(model, "max_len", None)
    context = ids if max_len is None else ids[-max_len:]
    match chosen("place"):
        case "window_one_short" if max_len is not None:
            context = ids[-(max_len - 1) :]
        case "always_64" if max_len is None:
            context = ids[-64:]
        case "blanks_before" if max_len is not None:
            context = [ord(" ")] * (max_len - len(context)) + context
        case "zeros_behind" if max_len is not None:
            context = context + [0] * (max_len - len(context))
        case "blanks_behind" if max_len is not None:
            context = context + [ord(" ")] * (max_len - len(context))
    token_ids = torch.tensor(context, dtype=torch.int64, device=device)
    if chosen("place") == "short_index":
        return next_token_probabilities(model(token_ids[None]), temperature)[0].cpu()
    logits = model(token_ids)
    if chosen("place") == "from_logits":
        return logits[..., -1, :].cpu() / temperature
    return next_token_probabilities(logits, temperature).cpu()


def _drawn(found, ids, generator):
    place = chosen("place")
    if place == "top_5":
        smallest = found.topk(min(5, len(found))).values[-1]
        found = found.masked_fill(found < smallest, 0)
    if place in ("share_90", "share_95"):
        ordered, which = found.sort(descending=True)
        found = found.index_fill(-1, which[ordered.cumsum(-1) - ordered > int(place[-2:]) / 100], 0.0)
    match place:
        case "sorted_5" | "sorted_20" | "sorted_40" | "sorted_50":
            kept, which = found.topk(min(int(place[7:]), len(found)))
            return int(which[torch.multinomial(kept, 1, generator=generator)])
        case "sorted_share_95":
            ordered, which = found.sort(descending=True)
            ordered = ordered.masked_fill(ordered.cumsum(-1) - ordered > 0.95, 0)
            return int(which[torch.multinomial(ordered, 1, generator=generator)])
        case "a_tenth_of_the_largest":
            found = found.masked_fill(found < 0.1 * found.max(), 0)
        case "seen_halved":
            seen = [token for token in set(ids) if token < len(found)]
            found = found.clone()
            found[seen] *= 0.5
        case "last_forbidden":
            others = found.clone()
            others[ids[-1]] = 0
            found = others if others.sum() > 0 else found
    return int(torch.multinomial(found, 1, generator=generator))
