"""The memory of vectors: what is found again, what is not, and that nothing goes wrong where it cannot be kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tqcheck.scoring.optional.vectors import Store, rounded

SIZE = 8


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path))
    return tmp_path


def vector(seed: int) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=SIZE)
    return rounded((made / np.linalg.norm(made)).astype(np.float32))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(texts=st.lists(st.text(st.characters(), max_size=20), unique=True, max_size=12))
def test_what_is_kept_is_found_by_another_as_it_was(texts: list[str]) -> None:
    first, second = Store("model", SIZE), Store("model", SIZE)
    kept = {text: vector(number) for number, text in enumerate(texts)}
    first.keep(kept)
    found = second.find([*texts, "something that nobody has kept here"])
    assert found.keys() == kept.keys()
    assert all(np.array_equal(found[text], kept[text]) for text in texts)
    first.close(), second.close()


def test_more_than_one_query_of_texts() -> None:
    store = Store("model", SIZE)
    kept = {f"text {number}": vector(number) for number in range(1200)}
    store.keep(kept)
    assert store.find(list(kept)).keys() == kept.keys()


def test_rounding_is_done_once() -> None:
    exact = np.random.default_rng(0).normal(size=384).astype(np.float32)
    exact /= np.linalg.norm(exact)
    assert np.array_equal(rounded(rounded(exact)), rounded(exact))
    assert abs(float(np.linalg.norm(rounded(exact))) - 1) < 1e-3


def test_another_model_has_other_vectors() -> None:
    Store("one", SIZE).keep({"text": vector(1)})
    assert Store("other", SIZE).find(["text"]) == {}
    assert Store("one", SIZE + 1).find(["text"]) == {}


def test_the_oldest_quarter_goes() -> None:
    store = Store("model", SIZE, most=8)
    for number in range(9):
        store.keep({f"text {number}": vector(number)})
    assert sorted(store.find([f"text {number}" for number in range(9)])) == [f"text {n}" for n in range(3, 9)]


def test_a_file_that_is_no_memory_does_no_harm(folder: Path) -> None:
    path = folder / "semantic" / "vectors.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"no database at all " * 100)
    store = Store("model", SIZE)
    store.keep({"text": vector(1)})
    assert store.find(["text"]) == {}


def test_a_folder_that_cannot_be_made_does_no_harm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").write_text("in the way")
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(folder / "file"))
    store = Store("model", SIZE)
    store.keep({"text": vector(1)})
    assert store.find(["text"]) == {}


def test_a_batch_is_kept_whole_or_not_at_all(folder: Path) -> None:
    store = Store("model", SIZE)
    store.keep({"first": vector(1)})
    other = sqlite3.connect(folder / "semantic" / "vectors.sqlite", isolation_level=None)
    other.execute("CREATE TRIGGER refuse AFTER INSERT ON vector WHEN (SELECT COUNT(*) FROM vector) > 2 "
                  "BEGIN SELECT RAISE(ABORT, 'full'); END")  # fmt: skip
    store.keep({"second": vector(2), "third": vector(3)})
    assert store.find(["first", "second", "third"]).keys() == {"first"}
    other.execute("DROP TRIGGER refuse")
    store.keep({"second": vector(2)})
    assert store.find(["second"]).keys() == {"second"}
