"""What importing costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

COSTLY = {"litestar", "strawberry", "piccolo", "graphql", "arq", "redis", "asyncpg", "granian", "rich", "opentelemetry"}


@pytest.mark.parametrize(
    "statement",
    [
        "import fondaco",
        "from fondaco import new_id, ConflictError",
        "import fondaco.errors, fondaco.ids",
        "import fondaco.commerce.money",
    ],
)
def test_importing_the_package_imports_none_of_what_it_stands_on(statement: str) -> None:
    code = f"import sys; {statement}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert COSTLY & set(done.stdout.split()) == set()


@pytest.mark.parametrize(("text", "loaded"), [("Blue cups, 12 l", "False"), ("蓝色茶杯", "True")])
def test_the_dictionary_of_chinese_is_loaded_by_who_has_chinese_texts(text: str, loaded: str) -> None:
    code = (
        "import sys; from fondaco.search import texts; words = texts.words(texts.fold(sys.argv[1]));"
        "[texts.segment(word.text) for word in words if word.kind is texts.Kind.HAN]; print('rjieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, text], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [loaded]
