"""docs/reference/events.md: events, subscribers and jobs."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from fondaco.commerce.event import Event
from fondaco.jobs import Cron, Job

from reference_pages.shipped import modules_of, packages, shipped_app, sources_of
from reference_pages.text import (
    default_of,
    field_docs,
    first_sentence,
    prose,
    struct_fields,
    table,
    type_words,
    written,
)

__all__ = ["event_classes", "page"]


def event_classes() -> list[type[Event]]:
    """Returns the events of the core and the shipped plugins, by wire name."""
    for package in packages():
        modules_of(package, "events")

    def below(cls: type[Event]) -> Iterator[type[Event]]:
        for subclass in cls.__subclasses__():
            yield subclass
            yield from below(subclass)

    ours = {cls for cls in below(Event) if cls.__module__.partition(".")[0] in packages()}
    return sorted(ours, key=lambda cls: (cls.wire_name, cls.__module__))


def _emitters() -> dict[str, list[str]]:
    """Returns which package emits which event class, by class name."""
    found: dict[str, list[str]] = defaultdict(list)
    for package in packages():
        for path in sources_of(package):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (
                    isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "emit"
                ):
                    continue
                for part in ast.walk(node):
                    if isinstance(part, ast.Name) and part.id[:1].isupper() and package not in found[part.id]:
                        found[part.id].append(package)
    return found


def _event_section(cls: type[Event], emitters: list[str]) -> str:
    docs = field_docs(cls)
    rows = [
        (f"`{field.name}`", type_words(field.type), default_of(field) or "always there", docs.get(field.name, ""))
        for field in struct_fields(cls)
    ]
    names = [package.removeprefix("fondaco_") for package in emitters]
    subscribers = [subscriber.name for subscriber in shipped_app().subscribers.of_event(cls.wire_name)]
    said = [f"Emitted by {', '.join(names)}." if names else "No shipped plugin emits it with a literal `uow.emit`."]
    if subscribers:
        said.append("Subscribers: " + ", ".join(f"`{name}`" for name in subscribers) + ".")
    return "\n\n".join(
        [
            f"### `{cls.wire_name}`",
            f"`{cls.__module__}.{cls.__name__}`. {prose(cls)}",
            table(("field", "type", "default", "meaning"), rows),
            " ".join(said),
        ]
    )


def _schedule(job: Job) -> str:
    if job.every_seconds is not None:
        return f"every {job.every_seconds} s"
    return _times(job.cron) if job.cron is not None else "when enqueued"


def _times(cron: Cron) -> str:
    minutes = ", ".join(f"{minute:02}" for minute in sorted(cron.minute))
    hours = "every hour" if cron.hour is None else ", ".join(f"{hour:02}" for hour in sorted(cron.hour))
    days = "" if cron.weekday is None else f" on weekdays {', '.join(map(str, sorted(cron.weekday)))} (0 is Monday)"
    return f"{hours}, minute {minutes}{days}" if cron.hour is None else f"at {hours}:{minutes}{days}"


def page() -> str:
    """Returns the page."""
    emitters = _emitters()
    parts = [written("events"), "## Events", *(_event_section(cls, emitters[cls.__name__]) for cls in event_classes())]
    rows = [(f"`{job.name}`", _schedule(job), first_sentence(job.run)) for job in shipped_app().jobs]
    parts += [written("events-jobs"), table(("job", "when", "what it does"), sorted(rows))]
    return "\n\n".join(parts)
