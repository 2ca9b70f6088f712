"""What is kept is bounded: in number, in bytes, in age."""

from __future__ import annotations

import gc
import time
import tracemalloc
from datetime import timedelta

import pytest
from fondaco import clock
from fondaco.cache.entries import BYTES_OF_ENTRY, BYTES_OF_LETTER, BYTES_OF_TAG, Entries
from fondaco.graphql.answer import Answer
from fondaco.graphql.endpoint.caching import LONGEST_TAGS
from hypothesis import given
from hypothesis import strategies as st


def entries(*, number: int = 1000, size: int = 1_000_000, seconds: float = 60.0) -> Entries[bytes]:
    return Entries(max_entries=number, max_bytes=size, seconds=seconds)


def keep(kept: Entries[bytes], key: str, *tags: str, size: int = 0, since: float | None = None) -> bool:
    now = time.monotonic()
    return kept.keep(key, key.encode(), size=size, tags=frozenset(tags), since=now if since is None else since)


def test_the_least_recently_used_goes_first_when_there_are_too_many_bytes() -> None:
    kept = entries(size=10 * BYTES_OF_ENTRY)
    for key in "abcdefghij":
        assert keep(kept, key)
    assert (len(kept), kept.bytes) == (10, 10 * BYTES_OF_ENTRY)
    assert kept.find("a") == b"a"
    keep(kept, "k", size=1)
    assert [key for key in "abcdefghijk" if kept.find(key)] == ["a", *"defghijk"]


def test_one_that_would_drive_out_too_many_others_is_not_kept() -> None:
    kept = entries(size=80_000)
    assert not keep(kept, "a", size=10_001 - BYTES_OF_ENTRY)
    assert keep(kept, "a", size=10_000 - BYTES_OF_ENTRY)
    assert not keep(kept, "b", *(f"product:{number}" for number in range(30)))
    assert not keep(kept, "c", "x" * 2000)
    assert (len(kept), kept.bytes) == (1, 10_000)


def test_age_counts_from_when_the_making_began() -> None:
    kept = entries(seconds=60)
    now = time.monotonic()
    assert not keep(kept, "a", since=now - 60)
    assert keep(kept, "a", since=now - 59)
    assert kept.find("a") == b"a"


def test_keeping_anew_replaces_value_tags_and_size() -> None:
    kept = entries()
    keep(kept, "a", "one", size=500)
    keep(kept, "a", "two")
    assert kept.bytes == BYTES_OF_ENTRY + BYTES_OF_TAG + BYTES_OF_LETTER * len("two")
    assert kept.drop(["one"]) == 0
    assert kept.drop(["two"]) == 1
    assert (len(kept), kept.bytes) == (0, 0)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("keep"), st.sampled_from("abcdef"), st.sets(st.sampled_from("xyz")), st.integers(0, 900)),
            st.tuples(st.just("drop"), st.just(""), st.sets(st.sampled_from("xyz")), st.just(0)),
            st.tuples(st.just("find"), st.sampled_from("abcdef"), st.just(set()), st.just(0)),
        )
    )
)
def test_the_books_are_right_whatever_is_done(steps: list[tuple[str, str, set[str], int]]) -> None:
    kept = entries(number=4, size=20_000)
    model: dict[str, tuple[set[str], int]] = {}
    for what, key, tags, size in steps:
        if what == "keep":
            cost = size + BYTES_OF_ENTRY + (BYTES_OF_TAG + BYTES_OF_LETTER) * len(tags)
            model.pop(key, None)
            if keep(kept, key, *tags, size=size):
                model[key] = (tags, cost)
            else:
                assert cost * 8 > 20_000
        elif what == "drop":
            kept.drop(tags)
            model = {name: entry for name, entry in model.items() if not entry[0] & tags}
        elif (kept.find(key) is not None) and key in model:
            model[key] = model.pop(key)
        while len(model) > 4 or sum(cost for _, cost in model.values()) > 20_000:
            model.pop(next(iter(model)))
        assert kept.bytes == sum(cost for _, cost in model.values()) <= 20_000
        assert list(kept._entries) == list(model)
        assert kept._keys_of == {
            tag: {name for name, (marked, _) in model.items() if tag in marked}
            for tag in "xyz"
            if any(tag in marked for marked, _ in model.values())
        }


@pytest.mark.parametrize(
    ("characters", "tags", "longer"),
    [(0, 0, 0), (500, 3, 0), (12_000, 3, 0), (100_000, 0, 0), (2_000, 100, 0), (500, 3, 300), (0, 2, 20_000)],
)
def test_bytes_are_counted_as_memory_is_taken(characters: int, tags: int, longer: int) -> None:
    kept: Entries[Answer] = Entries(max_entries=10_000, max_bytes=100_000_000, seconds=60)
    now = time.monotonic()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for number in range(200):
        made = Answer({"text": "x" * characters, "n": [{"a": number} for _ in range(5)]}, [], tags=frozenset())
        answer, size = made.packed() or pytest.fail("it is JSON")
        answer.etag  # noqa: B018 (as the endpoint asks for it)
        names = frozenset(f"product:{number:016x}-{tag:016x}" + "x" * longer for tag in range(tags))
        sent = min(len(" ".join(names)), LONGEST_TAGS)  # twice in the headers of each media type
        for media_type in ("application/json", "application/graphql-response+json"):
            headers = ((b"cache-control", b"x" * 30), (b"etag", b"x" * 40), (b"tags", bytes(2 * sent)))
            answer.headers[media_type] = (b"x" * 40, headers)
        variables = b'{"first":20,"after":"%030d"}' % number
        key = (("shop", b"%016d" % number, None), ("default", "en", variables))
        assert kept.keep(key, answer, size=size + len(variables), tags=names, since=now)
    del made, answer, names, key, headers
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    # Headers leave out what is too long, so a tag of many letters is counted for more than it takes.
    assert (0.1 if longer else 0.5) * kept.bytes < taken < 1.05 * kept.bytes


def test_what_says_until_when_it_is_right_goes_at_that_moment() -> None:
    kept = entries(seconds=3600)
    now, valid_until = time.monotonic(), clock.utc_now() + timedelta(seconds=30)
    assert kept.keep("a", b"a", size=0, tags=frozenset(), since=now, valid_until=valid_until)
    with clock.moved(timedelta(seconds=29)):
        assert kept.find("a") == b"a"
    with clock.moved(timedelta(seconds=30)):
        assert kept.find("a") is None
        assert (len(kept), kept.bytes) == (0, 0)
        assert not kept.keep("a", b"a", size=0, tags=frozenset(), since=now, valid_until=valid_until)
