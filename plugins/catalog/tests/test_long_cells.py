"""CSV with cells that are too long: told by row and column, read in bounded memory, and nothing else is changed."""

from __future__ import annotations

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from fondaco.errors import InvalidInputError
from fondaco_catalog.service.transfer.files import SourceFile, csv_records
from fondaco_catalog.service.transfer.long_cells import CsvLimits
from fondaco_catalog.service.transfer.sources import open_source
from fondaco_catalog.settings import CatalogSettings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LIMITS = CsvLimits(cell=5, row=40)
CELLS = st.text(st.sampled_from('ab",;\n\r 中'), max_size=14)


def read(path: Path, content: str | bytes, limits: CsvLimits = LIMITS) -> list[tuple[list[str], bool]]:
    """Returns the cells of each row, and whether it is too long."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [
        (record.cells, record.is_overlong) for record in csv_records(SourceFile(path, max_bytes=10**9), ",", limits)
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=5), ends=st.sampled_from(["\n", "\r\n"])
)
def test_rows_are_those_of_the_parser_but_for_what_is_too_long(
    tmp_path: Path, rows: list[list[str]], ends: str
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=ends, quoting=csv.QUOTE_ALL).writerows(rows)
    found = read(tmp_path / "rows.csv", text.getvalue())
    assert len(found) == len(rows)
    for (cells, is_overlong), row in zip(found, rows, strict=True):
        if is_overlong:
            assert sum(map(len, row)) + len(row) > 20
            continue
        assert len(cells) == len(row)
        for cell, whole in zip(cells, row, strict=True):
            assert cell == whole or (len(cell) > 5 and whole.startswith(cell))


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("a,b\nxxxxxxxxxxxxxxxxxxxxx,y\n1,2", [["a", "b"], ["x" * 12, "y"], ["1", "2"]]),
        ('a,b\n"xx""xxxxxxxxxxxxxxxxxx",y\r1,2\r\n', [["a", "b"], ["xx" + '"' + "x" * 8, "y"], ["1", "2"]]),
        ('a\n"' + '""' * 30 + '"\n2\n', [["a"], ['"' * 6], ["2"]]),
        ('a,b\n"x\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx",y\n2,"3"', [["a", "b"], ["x\n" * 6, "y"], ["2", "3"]]),
        ('a,b\n5" pipe of ten feet,y\n2,3\n', [["a", "b"], ['5" pipe of t', "y"], ["2", "3"]]),
    ],
)
def test_a_long_cell_is_shortened_and_what_follows_it_is_read(
    tmp_path: Path, content: str, rows: list[list[str]]
) -> None:
    assert read(tmp_path / "long.csv", content) == [(row, False) for row in rows]


def test_a_row_of_too_many_characters_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    row = ",".join(['"1\n2"', "34567"] * 20)
    found = read(tmp_path / "wide.csv", f"a,b\n{row}\n8,9\n")
    assert [is_overlong for _, is_overlong in found] == [False, True, False]
    assert found[2][0] == ["8", "9"]


@pytest.mark.parametrize("begins", ['a\n"', "a\n" + "12345," * 20 + '"'])
def test_a_quotation_mark_that_is_never_closed_is_found_behind_whatever_length(tmp_path: Path, begins: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read(tmp_path / "open.csv", begins + "x,\n" * 100_000)
    assert refused.value.code == "MALFORMED_CSV"


def test_what_is_no_utf_8_is_refused_in_what_is_left_out_too(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read(tmp_path / "latin.csv", b"a\n" + b"x" * 300_000 + b"\xff" + b"x" * 300_000 + b"\n")
    assert refused.value.code == "INVALID_ENCODING"
    assert "row 2" in refused.value.message


def test_a_cell_of_forty_megabytes_takes_a_few_and_is_told_by_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("w") as file:
        file.write("slug,title,description\na,A,")
        file.writelines("x" * 1_000_000 for _ in range(40))
        file.write('\nb,B,"')
        file.writelines('""' * 50_000 + "\n" for _ in range(20))
        file.write('"\nc,C,fine\n')
    tracemalloc.start()
    try:
        source = open_source(
            SourceFile(path, max_bytes=10**9), format=None, mapping=None, channel="default", settings=CatalogSettings()
        )
        records = list(source.records())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    told = [(record.handle, [(found.row, found.column, found.code) for found in record.problems]) for record in records]
    assert told == [
        ("a", [(2, "description", "CELL_TOO_LONG")]),
        ("b", [(3, "description", "CELL_TOO_LONG")]),
        ("c", []),
    ]
    assert peak < 30_000_000
