"""Queries on how staff have set the rules that watch orders, and on how often these spoke."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from fondaco.db.engine import execute, fetch_all, fetch_one
from fondaco.ids import new_id

from fondaco_checkout.model.concerns import DEFAULTS, RuleConfig, WatchRule
from fondaco_checkout.repository.rows import from_json, to_json

__all__ = ["RuleCounts", "RuleTable", "SetRule", "count_concerns", "delete_rule", "load_table", "lock_rule", "put_rule"]


class SetRule(msgspec.Struct, frozen=True):
    """What staff have set."""

    config: RuleConfig
    version: int


class RuleTable(msgspec.Struct, frozen=True):
    """What staff have set of all rules, by rule and channel; the empty channel is for all others."""

    rules: Mapping[tuple[WatchRule, str], SetRule]

    def of_channel(self, channel: str, settings: Mapping[str, RuleConfig]) -> dict[WatchRule, RuleConfig]:
        """Returns how every rule is set in a channel: by staff for it, for all, by the settings, or as by default."""
        return {rule: self.of_rule(rule, channel, settings) for rule in WatchRule}

    def of_rule(self, rule: WatchRule, channel: str, settings: Mapping[str, RuleConfig]) -> RuleConfig:
        """Returns how one rule is set in a channel."""
        found = self.rules.get((rule, channel)) or self.rules.get((rule, ""))
        return found.config if found is not None else settings.get(rule.value, DEFAULTS[rule])


class _Row(msgspec.Struct):
    rule: str
    channel: str
    config: str
    version: int


async def load_table() -> RuleTable:
    """Returns what staff have set; rules that are no more are left out."""
    rows = await fetch_all(_Row, "SELECT rule, channel, config, version FROM checkout.concern_rule")
    known = {rule.value for rule in WatchRule}
    return RuleTable(
        {
            (WatchRule(row.rule), row.channel): SetRule(from_json(row.config, RuleConfig), row.version)
            for row in rows
            if row.rule in known
        }
    )


class _Version(msgspec.Struct):
    version: int


async def lock_rule(rule: WatchRule, channel: str) -> int:
    """Locks how a rule is set for a channel, also where nothing is; returns its version, 0 where nothing is."""
    await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"concern_rule/{rule.value}/{channel}")
    found = await fetch_one(
        _Version, "SELECT version FROM checkout.concern_rule WHERE rule = $1 AND channel = $2", rule.value, channel
    )
    return 0 if found is None else found.version


async def put_rule(rule: WatchRule, channel: str, config: RuleConfig, actor: str, now: datetime) -> None:
    """Writes how a locked rule is set."""
    await execute(
        "INSERT INTO checkout.concern_rule AS r (id, rule, channel, config, version, updated_at, updated_by) "
        "VALUES ($1, $2, $3, $4, 1, $5, $6) ON CONFLICT (rule, channel) DO UPDATE SET config = EXCLUDED.config, "
        "version = r.version + 1, updated_at = EXCLUDED.updated_at, updated_by = EXCLUDED.updated_by",
        new_id(),
        rule.value,
        channel,
        to_json(config),
        now,
        actor[:200],
    )


async def delete_rule(rule: WatchRule, channel: str) -> None:
    """Forgets how a locked rule was set."""
    await execute("DELETE FROM checkout.concern_rule WHERE rule = $1 AND channel = $2", rule.value, channel)


class RuleCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How often a rule spoke: reasons that hold, and what staff said of the others."""

    rule: str = ""
    active: int = 0
    gone: int = 0
    resolved: int = 0
    false_alarms: int = 0


async def count_concerns(since: datetime) -> dict[str, RuleCounts]:
    """Returns how often each rule spoke since a moment, by rule with the name of its plugin."""
    rows = await fetch_all(
        RuleCounts,
        "SELECT rule, count(*) FILTER (WHERE state = 'active') AS active, "
        "count(*) FILTER (WHERE state = 'gone') AS gone, count(*) FILTER (WHERE state = 'resolved') AS resolved, "
        "count(*) FILTER (WHERE state = 'false_alarm') AS false_alarms "
        "FROM checkout.order_concern WHERE found_at >= $1 GROUP BY rule",
        since,
    )
    return {row.rule: row for row in rows}
