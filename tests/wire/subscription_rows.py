"""The rows of API.md, section 2: what a subscription holds."""

from typing import Final

from .row import EVERY_FIELD, Row, accepted, both, refused, simulator, tables

_DEFINITION: Final = (
    Row(
        "2 definition",
        "stats_totals",
        both("2-200")
        + refused("stats_totals is a text")
        + tables("totals_service_rows_and_agent_rows_of_one_answer_agree"),
    ),
    Row(
        "2 definition",
        "stats_totals_service_ids",
        both("2-200")
        + accepted("empty lists of ids, which mean all", "lists of ids left out, which mean all")
        + tables("totals_are_limited_to_the_services_asked_for"),
    ),
    Row(
        "2 definition",
        "stats_totals_dispositions",
        accepted("nothing is changed") + refused("stats_totals_dispositions holds a number") + EVERY_FIELD,
    ),
    Row("2 definition", "service_grids", both("2-200") + refused("service_grids is an object")),
    Row("2 definition", "agent_grids", both("2-200") + refused("a grid is a text")),
    Row(
        "2 definition",
        "chat_messages",
        both("2-200")
        + simulator("2-200-variants")
        + accepted("chat_messages without a filter and a limit")
        + tables("the_chat_filter_is_a_part_of_the_content_in_any_case", "the_chat_limit_keeps_the_newest"),
    ),
)

_GRID: Final = (
    Row(
        "2 grid",
        "id",
        both("2-200")
        + accepted("the same grid id under two sections")
        + refused("two service grids with one id", "two agent grids with one id"),
    ),
    Row("2 grid", "columns", both("2-200") + refused("a grid without columns")),
    Row(
        "2 grid",
        "order_by",
        both("2-200") + refused("an order_by that names no column") + tables("a_column_is_sorted"),
    ),
    Row("2 grid", "order_dir", both("2-200") + refused("a bad order_dir") + tables("a_column_is_sorted")),
    Row(
        "2 grid",
        "limit",
        both("2-200")
        + accepted("a grid's limit as a number", "a grid without a limit")
        + refused("a limit of 0", "a limit that is not a number")
        + tables("limit_takes_the_top_rows_after_filter_and_order"),
    ),
    Row("2 grid", "filter_by", both("2-200") + refused("a filter_by that names no column")),
    Row(
        "2 grid",
        "filter_value",
        both("2-200") + accepted("a filter on the empty text, which drops logged-out agents"),
    ),
    Row(
        "2 grid",
        "filter_operation",
        both("2-200")
        + accepted(*(f"the filter operation {operation}" for operation in ("EQ", "NE", "LT", "GT", "LE")))
        + refused("a bad filter operation", "half a filter, without the operation")
        + tables("the_six_filter_operations"),
    ),
    Row(
        "2 grid",
        "order",
        both("2-200")
        + refused("both order and order_by", "a bad direction of a sort key")
        + tables("of_several_keys_the_first_is_the_strongest"),
    ),
    Row(
        "2 grid",
        "team_ids",
        both("2-200")
        + accepted("empty lists of ids, which mean all")
        + tables(
            "team_ids_choose_the_rows_without_regard_to_case",
            "a_team_that_is_not_supervised_is_silently_missing",
        ),
    ),
    Row(
        "2 grid",
        "service_ids",
        accepted("nothing is changed")
        + refused("service_ids is a bool")
        + EVERY_FIELD
        + tables(
            "service_ids_choose_the_rows_of_a_service_grid",
            "service_ids_choose_the_agents_who_handle_one_of_them",
        ),
    ),
    Row(
        "2 grid",
        "logged_in_agents_only",
        both("2-200")
        + accepted("logged_in_agents_only as a bool", "logged_in_agents_only false as text")
        + tables("logged_in_only_drops_agents_without_a_state"),
    ),
    Row(
        "2 grid",
        "my_subteam_only",
        simulator("2-200-variants")
        + accepted("my_subteam_only true")
        + refused("my_subteam_only is a number")
        + EVERY_FIELD
        + tables("the_own_subteam_is_one_team"),
    ),
)

_COLUMN: Final = (
    Row(
        "2 column",
        "id",
        both("2-200")
        + accepted("a column id as a number")
        + refused("two columns with one id")
        + tables("cells_are_keyed_by_column_id_also_where_it_was_a_number"),
    ),
    Row(
        "2 column",
        "stat_name",
        both("2-200")
        + accepted("the older spelling statName")
        + refused("a statistic that nobody knows in the totals"),
    ),
    Row(
        "2 column",
        "sum_stat_names",
        both("2-200")
        + refused("SUM without names", "names without SUM")
        + tables("sum_adds_the_numbers_as_they_are_shown"),
    ),
    Row(
        "2 column",
        "dispositions",
        both("2-200")
        + refused("dispositions in a service grid")
        + tables("dispositions_of_a_column_count_only_these_also_in_a_sum"),
    ),
)

SUBSCRIPTION: Final = (*_DEFINITION, *_GRID, *_COLUMN)
