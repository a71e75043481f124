"""Faults of the line between client and server: slow, silent, cut."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Final, NoReturn

from wallboard.simulator.effects import Answer, Asked, Connection, Effect, HungUp, Next

_SLICE_S: Final = 0.05


async def silence(asked: Asked, _behind: Next) -> NoReturn:
    await asked.connection.over()
    raise HungUp


async def reset(asked: Asked, _behind: Next) -> NoReturn:
    asked.connection.reset()
    raise HungUp


async def hang_up(asked: Asked, _behind: Next) -> NoReturn:
    asked.connection.close()
    raise HungUp


async def not_http(asked: Asked, _behind: Next) -> NoReturn:
    asked.connection.write(b"220 mail.example.test ESMTP\r\n\r\n")
    asked.connection.close()
    raise HungUp


def latency(seconds: float) -> Effect:
    """Held back once it is made: its figures are as old as that when they come."""

    async def late(asked: Asked, behind: Next) -> Answer:
        answer = await behind()
        await asked.connection.pause(seconds)
        return answer

    return late


def slices(size: int) -> Effect:
    """The body in pieces of so many bytes, twenty a second."""

    async def sliced(asked: Asked, behind: Next) -> Answer:
        answer = await behind()
        return replace(answer, body=_dripping(answer.body, size, asked.connection))

    return sliced


def cut(after: int) -> Effect:
    """The head, and so many bytes of the body; a body that is no longer than that comes whole."""

    async def cut_off(asked: Asked, behind: Next) -> Answer:
        answer = await behind()
        return replace(answer, body=_ending(answer.body, after, asked.connection))

    return cut_off


async def _dripping(body: AsyncIterator[bytes], size: int, connection: Connection) -> AsyncIterator[bytes]:
    async for piece in body:
        for start in range(0, len(piece), size):
            yield piece[start : start + size]
            await connection.pause(_SLICE_S)


async def _ending(body: AsyncIterator[bytes], left: int, connection: Connection) -> AsyncIterator[bytes]:
    async for piece in body:
        if len(piece) > left:
            yield piece[:left]
            connection.close()
            raise HungUp
        left -= len(piece)
        yield piece
