"""What a chunk costs in OpenAI's client, and a token in tiktoken. Each returns the seconds that it took, and how many units."""

import functools
import json
import pathlib
from time import perf_counter

import tiktoken
from openai._models import construct_type
from openai._streaming import SSEDecoder
from openai.types.chat import ChatCompletionChunk
from tiktoken_ext import openai_public

from .load import PIECES

ROUNDS = 16


@functools.cache
def body() -> bytes:
    """A stream of Chat Completions with a chunk of about 300 bytes for each token."""
    head = {
        "id": "chatcmpl-BgNvGmPDz1WZ2fTb3qXsYkHrLuEac",
        "object": "chat.completion.chunk",
        "created": 1749639600,
        "model": "gpt-5-mini-2025-08-07",
        "service_tier": "default",
        "system_fingerprint": "fp_51e1070cf2",
    }
    events = [
        head | {"choices": [{"index": 0, "delta": {"content": piece}, "logprobs": None, "finish_reason": None}]}
        for piece in PIECES
    ]
    data = "".join(f"data: {json.dumps(event, separators=(',', ':'), ensure_ascii=False)}\n\n" for event in events)
    return (data * ROUNDS).encode()


def server_sent_events() -> tuple[float, int]:
    """OpenAI's SSEDecoder: bytes to events."""
    data = body()
    began = perf_counter()
    count = sum(1 for _ in SSEDecoder().iter_bytes(iter([data])))
    elapsed = perf_counter() - began
    assert count == ROUNDS * len(PIECES)
    return elapsed, count


def chunks() -> tuple[float, int]:
    """OpenAI's client: bytes to chunks, as its stream makes them."""
    data = body()
    texts: list[str] = []
    began = perf_counter()
    for event in SSEDecoder().iter_bytes(iter([data])):
        chunk = construct_type(type_=ChatCompletionChunk, value=event.json())
        texts.append(chunk.choices[0].delta.content)
    elapsed = perf_counter() - began
    assert texts == PIECES * ROUNDS
    return elapsed, len(texts)


@functools.cache
def encoding() -> tiktoken.Encoding:
    """o200k_base, from the vocabulary that LLMCallbacks embeds: 256 bytes, then for each token its two parts (LEB128)."""
    sources = pathlib.Path(__file__).parents[3] / "Sources"
    data = (sources / "CTokenizerData" / "o200k_base.pairs").read_bytes()
    tokens = [data[index : index + 1] for index in range(256)]
    numbers: list[int] = []
    value = shift = 0
    for byte in data[256:]:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(value)
            value = shift = 0
    for left, right in zip(numbers[::2], numbers[1::2]):
        tokens.append(tokens[left] + tokens[right])
    openai_public.load_tiktoken_bpe = lambda *_, **__: {token: rank for rank, token in enumerate(tokens)}
    return tiktoken.get_encoding("o200k_base")


def count_tokens() -> tuple[float, int]:
    """tiktoken, o200k_base: tokens of a text that is counted as a whole."""
    text = "".join(PIECES * ROUNDS)
    began = perf_counter()
    ids = encoding().encode_ordinary(text)
    elapsed = perf_counter() - began
    assert encoding().decode(ids) == text
    return elapsed, len(ids)


WORK = {
    ("SSEDecoder, bytes to events", "chunk"): server_sent_events,
    ("openai client, bytes to chunks", "chunk"): chunks,
    ("tiktoken, a text to token ids", "token"): count_tokens,
}
