"""The rows of the tables of API.md, sections 1 to 5, typed by hand from the page, with their tests.

A new row of the page: one line here, or in `subscription_rows.py` for section 2.
"""

from typing import Final

from .row import (
    Row,
    both,
    client,
    hostile,
    paces,
    protocol,
    reader,
    server,
    sessions,
    simulator,
    statuses,
    stories,
    tables,
)
from .subscription_rows import SUBSCRIPTION

_SIGN_IN: Final = (
    Row(
        "1a auth",
        "200",
        both("1a-200", "1a-200-session-cookie", "1a-200-no-cookie")
        + client("1a-200-later")
        + both("4-teams-session-cookie", "4-teams-three-cookies")
        + simulator("4-teams-no-bearer"),
    ),
    Row("1a auth", "401", both("1a-401")),
    Row(
        "1a auth",
        "403 switched off",
        both("1a-403-retired") + sessions("the_retired_password_way_is_told"),
    ),
    Row(
        "1a auth",
        "403, 404 with a reason",
        client(
            "1a-403-wait",
            "1a-403-locked",
            "1a-403-disabled",
            "1a-403-tenant",
            "1a-403-address",
            "1a-404-user",
            "1a-404-domain",
        ),
    ),
    Row("1b form", "grant_type", both("1b-200")),
    Row("1b form", "client_id", both("1b-200") + client("1b-200-odd-secret")),
    Row("1b form", "client_secret", both("1b-200", "1b-400") + client("1b-200-odd-secret")),
    Row("1b form", "scope", both("1b-200") + client("1b-200-odd-secret")),
)

_DATA: Final = (
    Row(
        "3 answer",
        "top-level key",
        both("3-200")
        + client("3-200-tolerant", "3-200-missing-part")
        + reader(
            "app_ids_that_nobody_asked_for_are_listed_and_not_shown", "a_part_that_is_missing_has_no_key"
        ),
    ),
    Row(
        "3 answer",
        "stats_totals",
        both("3-200")
        + client("3-200-tolerant", "3-200-missing-part")
        + reader("a_statistic_that_is_missing_has_no_key_and_one_not_asked_for_is_ignored"),
    ),
    Row(
        "3 answer",
        "*_grids[].id",
        both("3-200")
        + client("3-200-tolerant")
        + reader("grids_are_matched_by_id_whatever_their_order_and_the_id_may_be_a_number"),
    ),
    Row("3 answer", "*_grids[].values", both("3-200") + client("3-200-tolerant")),
    Row(
        "3 answer",
        "a value",
        both("3-200")
        + client("3-200-tolerant")
        + reader("a_value_comes_in_every_form_and_its_text_is_cleaned")
        + tables("values_are_text_in_every_cell"),
    ),
    Row(
        "3 answer",
        'no value: "", null, absent',
        client("3-200-tolerant")
        + reader("an_absent_cell_is_none_and_one_not_asked_for_is_ignored")
        + protocol("values", "a_figure_is_a_number_or_unknown", "a_text_is_a_text_or_unknown"),
    ),
    Row(
        "3 answer",
        "chat_messages",
        both("3-200")
        + client("3-200-missing-part")
        + reader("messages_that_are_absent_from_their_app_id_are_none")
        + tables("messages_come_newest_first_with_every_field_as_text"),
    ),
    Row(
        "3 answer",
        ".id",
        both("3-200")
        + client("3-200-tolerant")
        + protocol("messages", "a_message_that_comes_twice_is_shown_once"),
    ),
    Row(
        "3 answer",
        ".login_id, .first_name, .last_name, .content",
        both("3-200")
        + client("3-200-tolerant")
        + reader("texts_of_a_message_are_cleaned")
        + protocol("messages", "each_field_of_a_message_comes_as_text_or_number_or_not_at_all"),
    ),
    Row(
        "3 answer",
        ".send_time",
        both("3-200")
        + client("3-200-tolerant")
        + protocol("messages", "a_time_is_read_in_each_form_or_is_none"),
    ),
    Row(
        "3 answer",
        ".is_urgent",
        both("3-200")
        + client("3-200-tolerant")
        + protocol("messages", "an_urgent_message_is_urgent_in_each_form"),
    ),
)

_OTHER_CALLS: Final = (
    Row(
        "4 calls",
        "DELETE subscription/active",
        both("4-delete-200", "4-delete-200-needless", "4-delete-404", "4-delete-401")
        + client("4-delete-204")
        + statuses("a_slot_that_holds_nothing_is_as_good_as_deleted")
        + stories("leaving deletes what is ours", "leaving does not delete what is another's"),
    ),
    Row(
        "4 calls",
        "GET cfg/dispositions",
        both("4-dispositions", "4-dispositions-bare", "4-dispositions-four")
        + server("dispositions_are_filtered_by_every_parameter_given"),
    ),
    Row("4 calls", "GET cfg/teams", both("4-teams")),
    Row("4 calls", "GET cfg/services", both("4-services")),
    Row(
        "4 calls",
        "GET cfg/agents",
        simulator("4-agents") + server("agents_are_named_by_login_and_hold_a_user_without_a_row"),
    ),
    Row(
        "4 calls",
        "GET info/check_available_agents",
        simulator("4-available", "4-available-tenant")
        + server("available_agents_can_be_asked_without_a_sign_in"),
    ),
    Row("4 calls", "board storage cfg/wallboards", ()),
)

_STATUSES: Final = (
    Row("5 statuses", "token 200", both("1b-200") + paces("a_token_is_renewed_before_its_end")),
    Row(
        "5 statuses",
        "token 400, 401",
        both("1b-400", "1b-401")
        + client("1b-401-empty")
        + stories("wrong credentials")
        + paces("a_refused_sign_in_is_tried_after_1_5_15_minutes_then_hourly"),
    ),
    Row(
        "5 statuses",
        "auth 401",
        both("1a-401")
        + stories("wrong credentials")
        + paces("a_refused_sign_in_is_tried_after_1_5_15_minutes_then_hourly"),
    ),
    Row(
        "5 statuses",
        "auth 403",
        both("1a-403-retired")
        + client("1a-403-wait", "1a-403-locked")
        + stories("the server asks to wait between sign-ins", "a locked account is no wait of seconds")
        + paces("a_server_that_asks_to_wait_is_asked_after_ten_seconds"),
    ),
    Row(
        "5 statuses",
        "subscription 200",
        both("2-200", "2-200-nothing")
        + stories("a free slot is subscribed and polled")
        + sessions("it_signs_in_claims_subscribes_polls_and_deletes_on_leaving"),
    ),
    Row(
        "5 statuses",
        "subscription 400",
        simulator("2-400")
        + client("2-400-number", "2-400-text")
        + stories("a rejected subscription waits for another")
        + sessions("a_rejected_subscription_waits_for_a_better_one"),
    ),
    Row("5 statuses", "subscription 401", both("2-401") + stories("a sign-in that doesn't last is no loop")),
    Row(
        "5 statuses",
        "subscription 409",
        both("2-409")
        + stories("at the limit our own subscription is deleted once", "at the limit again there is no slot")
        + sessions("at_the_tenants_limit_it_deletes_its_own_once_and_waits")
        + paces("without_a_slot_it_is_tried_after_30_seconds_growing_to_5_minutes"),
    ),
    Row("5 statuses", "data 200", both("3-200", "3-200-nothing") + client("3-200-lab-headers")),
    Row(
        "5 statuses",
        "data 204",
        both("3-204")
        + stories("no figures yet is no failure")
        + server("data_is_204_until_the_first_is_made"),
    ),
    Row(
        "5 statuses",
        "data 401",
        both("3-401")
        + stories("one 401 while live is healed unseen", "a second 401 within five minutes is a rival")
        + sessions("a_401_is_healed_unseen", "a_second_401_soon_after_is_a_login_in_use")
        + paces("the_end_of_a_token_costs_one_silent_401_that_is_no_rival")
        + paces("a_login_in_use_is_looked_at_after_2_4_8_and_up_to_30_minutes"),
    ),
    Row(
        "5 statuses",
        "data 404",
        both("3-404")
        + stories("the server restarts and forgets us", "someone deletes us twice")
        + sessions("after_a_404_it_subscribes_again", "a_second_404_soon_after_is_a_login_in_use"),
    ),
    Row(
        "5 statuses",
        "data 200, app ids not ours",
        both("3-200-foreign")
        + simulator("2-200-lobby")
        + client("3-200-tolerant")
        + stories("others replace our subscription", "another screen's login is left alone")
        + sessions("while_live_anothers_figures_are_never_shown", "another_screen_is_named"),
    ),
    Row(
        "5 statuses",
        "any other status",
        client("5-418") + statuses("refusal[an odd status]", "refusal[an odd status of the names]"),
    ),
    Row(
        "5 statuses",
        "sign-in, subscription 404",
        client("1a-404-path", "1b-404", "2-404") + stories("the wrong address"),
    ),
    Row("5 statuses", "DELETE 200 (accept 204)", both("4-delete-200") + client("4-delete-204")),
    Row("5 statuses", "cfg 200, 401", both("4-teams", "4-cfg-401")),
    Row(
        "5 statuses",
        "any 403",
        client("2-403", "5-403")
        + stories("a privilege is missing")
        + paces("a_missing_privilege_is_tried_as_slowly_though_the_sign_in_works"),
    ),
    Row(
        "5 statuses",
        "any 429, 500, 502, 503, 504",
        client("5-429", "5-500", "5-502", "5-503", "5-504")
        + statuses("refusal[an overload until a date]", "refusal[a retry-after that makes no sense]")
        + paces("after_an_overload_even_the_first_retry_keeps_off", "retry_after_is_honoured_within_reason"),
    ),
    Row(
        "5 statuses",
        "any 3xx",
        client("5-302", "5-307-token")
        + hostile("a_redirect_is_not_followed")
        + sessions("a_fault_is_told_and_passes[a redirect]"),
    ),
    Row(
        "5 statuses",
        "any 200 with HTML or broken JSON",
        client("5-html", "5-html-token", "5-broken", "5-not-an-object")
        + stories("a fault while live")
        + sessions("a_fault_is_told_and_passes[HTML of a proxy]", "a_fault_is_told_and_passes[cut-off JSON]"),
    ),
)

ROWS: Final = (*_SIGN_IN, *SUBSCRIPTION, *_DATA, *_OTHER_CALLS, *_STATUSES)

NOT_BUILT: Final = {"board storage cfg/wallboards": "optional, read-only use at most; not built"}
"""Rows without a test, and why."""
