"""The subscription as the client writes it: strictly, after API.md, section 2.

Team and service lists may hold names that are looked up after the sign-in
(`wallboard.protocol.directory.resolve`). What a layout doesn't set is not sent, so that an
old server understands it.
"""

import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, RootModel, model_validator

Direction = Literal["ASC", "DESC"]
Operation = Literal["EQ", "NE", "LT", "GT", "LE", "GE"]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]{1,200}$")]
"""An id of ours: letters, digits, `.` and `-` (API.md, section 2)."""

SUM = "SUM"


class Part(BaseModel):
    """What all parts of a subscription share: frozen, and nothing that isn't in the tables."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Column(Part):
    """One column of a grid; `id` is the key of its cell in the answer."""

    id: Identifier
    stat_name: str = Field(min_length=1)
    sum_stat_names: tuple[str, ...] | None = None
    dispositions: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _sum_and_names_go_together(self) -> Self:
        if (self.stat_name == SUM) != bool(self.sum_stat_names):
            raise ValueError("SUM and sum_stat_names go together")
        return self


class OrderKey(Part):
    by: Identifier
    dir: Direction


class Grid(Part):
    """One grid; `order_by` with `order_dir`, or `order`, never both; the three filter keys go together."""

    id: Identifier
    columns: tuple[Column, ...] = Field(min_length=1)
    order_by: Identifier | None = None
    order_dir: Direction | None = None
    limit: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,5}$")] | None = None
    filter_by: Identifier | None = None
    filter_value: str | None = None
    filter_operation: Operation | None = None
    order: tuple[OrderKey, ...] | None = None
    team_ids: tuple[str, ...] | None = None
    service_ids: tuple[str, ...] | None = None
    logged_in_agents_only: Literal["true", "false"] | None = None
    my_subteam_only: bool | None = None

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        ids = [column.id for column in self.columns]
        if len(set(ids)) < len(ids):
            raise ValueError("column ids must differ")
        if self.order is not None and self.order_by is not None:
            raise ValueError("order and order_by exclude each other")
        if (self.order_by is None) != (self.order_dir is None):
            raise ValueError("order_by and order_dir go together")
        if len({self.filter_by is None, self.filter_value is None, self.filter_operation is None}) > 1:
            raise ValueError("filter_by, filter_value and filter_operation go together")
        named = [self.order_by, self.filter_by, *(key.by for key in self.order or ())]
        for name in named:
            if name is not None and name not in ids:
                raise ValueError(f"no column {name!r}")
        return self


class ChatMessages(Part):
    """The newest messages; `limit` goes out as text, as in the vendor's example (API.md, section 2)."""

    filter: str | None = None
    limit: Annotated[int, Field(ge=1, le=999_999), PlainSerializer(str, return_type=str)] | None = None


class Definition(Part):
    """What one app id asks for; sections that are not asked for are left out of the answer."""

    stats_totals: tuple[str, ...] | None = None
    stats_totals_service_ids: tuple[str, ...] | None = None
    stats_totals_dispositions: tuple[str, ...] | None = None
    service_grids: tuple[Grid, ...] | None = None
    agent_grids: tuple[Grid, ...] | None = None
    chat_messages: ChatMessages | None = None

    @property
    def asks_for_something(self) -> bool:
        return bool(self.stats_totals or self.service_grids or self.agent_grids or self.chat_messages)

    @model_validator(mode="after")
    def _sections_agree(self) -> Self:
        if not self.asks_for_something:
            raise ValueError("an app id asks for at least one section")
        if not self.stats_totals and (self.stats_totals_service_ids or self.stats_totals_dispositions):
            raise ValueError("limits of totals need stats_totals")
        for grids in (self.service_grids or (), self.agent_grids or ()):
            if len({grid.id for grid in grids}) < len(grids):
                raise ValueError("grid ids must differ within a section")
        for grid in self.service_grids or ():
            if any(column.dispositions is not None for column in grid.columns):
                raise ValueError("only columns of agent grids have dispositions")
            if {grid.team_ids, grid.logged_in_agents_only, grid.my_subteam_only} != {None}:
                raise ValueError("only agent grids know teams and log-ins")
        return self


class Subscription(RootModel[dict[Identifier, Definition]]):
    """App id -> definition: the whole body of `POST /statsapi/subscription`."""

    model_config = ConfigDict(frozen=True)

    def body(self) -> dict[str, Any]:
        """The JSON object to send; what is not set is not sent."""
        body: dict[str, Any] = self.model_dump(mode="json", exclude_none=True)
        return body

    def to_json(self, indent: int | None = None) -> str:
        return json.dumps(self.body(), ensure_ascii=False, indent=indent)


@dataclass(frozen=True, slots=True)
class Missing:
    """A name of the layout that this server doesn't know, or that could not be looked up."""

    kind: Literal["team", "service"]
    name: str
    app_id: str
    grid_id: str = ""
    """Empty where the name limits the totals of the app id."""
    told: bool = True
    """Whether the server told its names; else nobody knows whether it knows this one."""
