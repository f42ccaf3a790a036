"""Ways to bring tokens to consumers. Each returns the seconds that it took, and what the consumers made of the tokens."""

import asyncio
from time import perf_counter

from langchain_classic.callbacks.streaming_aiter import AsyncIteratorCallbackHandler
from langchain_core.callbacks import AsyncCallbackHandler, AsyncCallbackManager, BaseCallbackHandler, CallbackManager
from langchain_core.outputs import LLMResult

from .load import PIECES, Tally

Delivery = tuple[float, list[Tally]]
END = LLMResult(generations=[])


class Consumer:
    def __init__(self) -> None:
        self.tally = Tally()

    def hear(self, text: str) -> None:
        self.tally.add(text)


class TallyHandler(BaseCallbackHandler):
    raise_error = True

    def __init__(self) -> None:
        self.tally = Tally()

    def on_llm_new_token(self, token, **kwargs) -> None:
        self.tally.add(token)


class AsyncTallyHandler(AsyncCallbackHandler):
    raise_error = True

    def __init__(self) -> None:
        self.tally = Tally()

    async def on_llm_new_token(self, token, **kwargs) -> None:
        self.tally.add(token)


def floor(rounds: int, consumers: int) -> Delivery:
    """A plain loop of method calls."""
    heard = [Consumer() for _ in range(consumers)]
    began = perf_counter()
    for _ in range(rounds):
        for piece in PIECES:
            for consumer in heard:
                consumer.hear(piece)
    return perf_counter() - began, [consumer.tally for consumer in heard]


def callback_manager(rounds: int, consumers: int) -> Delivery:
    """LangChain's CallbackManager with sync handlers."""
    handlers = [TallyHandler() for _ in range(consumers)]
    run = CallbackManager(handlers).on_llm_start({}, ["benchmark"])[0]
    began = perf_counter()
    for _ in range(rounds):
        for piece in PIECES:
            run.on_llm_new_token(piece)
    elapsed = perf_counter() - began
    run.on_llm_end(END)
    return elapsed, [handler.tally for handler in handlers]


def async_callback_manager(rounds: int, consumers: int) -> Delivery:
    """LangChain's AsyncCallbackManager with async handlers."""

    async def deliver() -> Delivery:
        handlers = [AsyncTallyHandler() for _ in range(consumers)]
        run = (await AsyncCallbackManager(handlers).on_llm_start({}, ["benchmark"]))[0]
        began = perf_counter()
        for _ in range(rounds):
            for piece in PIECES:
                await run.on_llm_new_token(piece)
        elapsed = perf_counter() - began
        await run.on_llm_end(END)
        return elapsed, [handler.tally for handler in handlers]

    return asyncio.run(deliver())


def async_iterator(rounds: int, consumers: int) -> Delivery:
    """LangChain's AsyncIteratorCallbackHandler, one for each consumer, and a task that reads it."""

    async def read(handler: AsyncIteratorCallbackHandler, tally: Tally) -> None:
        async for token in handler.aiter():
            tally.add(token)

    async def deliver() -> Delivery:
        handlers = [AsyncIteratorCallbackHandler() for _ in range(consumers)]
        tallies = [Tally() for _ in handlers]
        readers = [asyncio.create_task(read(handler, tally)) for handler, tally in zip(handlers, tallies)]
        run = (await AsyncCallbackManager(list(handlers)).on_llm_start({}, ["benchmark"]))[0]
        began = perf_counter()
        for _ in range(rounds):
            for piece in PIECES:
                await run.on_llm_new_token(piece)
        await run.on_llm_end(END)
        await asyncio.gather(*readers)
        return perf_counter() - began, tallies

    return asyncio.run(deliver())


CONTENDERS = {
    "floor": floor,
    "CallbackManager": callback_manager,
    "AsyncCallbackManager": async_callback_manager,
    "AsyncIteratorCallbackHandler": async_iterator,
}
