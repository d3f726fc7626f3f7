"""Makes a language model that babbles: a table of which word follows which, as a GGUF file of one layer that does nothing.

Run by the Python that has the `gguf` package; the argument is the file to write.
"""

import sys
from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
from gguf import GGUFWriter, TokenType

TEXT = """Dear friend , thank you for the letter and the time . I am sorry to hear of it , and I hope that you are well .
The team was kind and the day was long . Please keep me in mind for the next role . I hope to hear from you , and I wish you
all the best . Dear team , the letter was kind and the role was long . Thank you for the day ."""
CONTEXT, FEED_FORWARD, EPSILON = 16384, 32, 1e-6
END, UNLIKELY = 2, -30.0


def vocabulary() -> tuple[list[str], list[int]]:
    """The tokens and their kinds: three of control, one for each byte, one for each word."""
    words = list(dict.fromkeys(TEXT.split()))
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *(f"\u2581{word}" for word in words)]
    control = [TokenType.UNKNOWN, TokenType.CONTROL, TokenType.CONTROL]
    return tokens, [*control, *[TokenType.BYTE] * 256, *[TokenType.NORMAL] * len(words)]


def table(tokens: list[str]) -> np.ndarray:
    """The logarithm of how likely each token follows each other one; after anything but a word comes "Dear"."""
    index = {token: number for number, token in enumerate(tokens)}
    words = [index[f"\u2581{word}"] for word in TEXT.split()]
    following: dict[int, Counter[int]] = defaultdict(Counter)
    for before, after in pairwise([*words, END]):
        following[before][after] += 1
    following[index["\u2581."]][END] += 1
    likely = np.full((len(tokens), len(tokens)), UNLIKELY, dtype=np.float32)
    likely[words[0], :] = 0.0
    for before, counts in following.items():
        likely[:, before] = UNLIKELY
        for after, count in counts.items():
            likely[after, before] = np.log(count / counts.total())
    return likely


def main(path: str) -> None:
    """Write the model."""
    tokens, kinds = vocabulary()
    size = len(tokens) + len(tokens) % 2  # an attention head has an even number of dimensions
    writer = GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(size)
    writer.add_block_count(1)
    writer.add_feed_forward_length(FEED_FORWARD)
    writer.add_head_count(1)
    writer.add_head_count_kv(1)
    writer.add_layer_norm_rms_eps(EPSILON)
    writer.add_rope_dimension_count(size)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(END)
    writer.add_unk_token_id(0)
    one_hot = np.eye(len(tokens), size, dtype=np.float32)
    output = np.zeros((len(tokens), size), dtype=np.float32)
    output[:, : len(tokens)] = table(tokens) / np.sqrt(size)
    writer.add_tensor("token_embd.weight", one_hot)
    writer.add_tensor("output.weight", output)
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        writer.add_tensor(f"{name}.weight", np.ones(size, dtype=np.float32))
    shapes = {"attn_q": (size, size), "attn_k": (size, size), "attn_v": (size, size), "attn_output": (size, size)}
    shapes |= {"ffn_gate": (FEED_FORWARD, size), "ffn_up": (FEED_FORWARD, size), "ffn_down": (size, FEED_FORWARD)}
    for name, shape in shapes.items():
        writer.add_tensor(f"blk.0.{name}.weight", np.zeros(shape, dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main(sys.argv[1])
