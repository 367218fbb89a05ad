"""How input is cut: whatever was finished before a kill, the rest falls into the same shards."""

from __future__ import annotations

import json
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kr_localgov_nlp.archive import cutting
from kr_localgov_nlp.archive.cutting import changed, plan, read
from kr_localgov_nlp.archive.shards import Cut, Known
from kr_localgov_nlp.archive.sources import Entry, list_entries
from kr_localgov_nlp.archive.write import known_of
from tests.archive import inputs

NONE = Known()


def cut_all(source, known=NONE, rows=3):
    cut = Cut(rows)
    return [shard for task in plan(list_entries(source), known, cut) for shard in read(task, known, cut)]


def manifest(shard):
    return {
        "key": shard.key,
        "file": shard.file,
        "source": shard.source,
        "start": shard.start,
        "pages": [] if shard.file else [[p.source, p.digest] for p in shard.pages],
    }


def knowing(found):
    return known_of([manifest(shard) for shard in found], again=set())


@settings(max_examples=150, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 30), max_size=30),
    rows=st.integers(1, 6),
    data=st.data(),
)
def test_groups_of_pages_do_not_depend_on_what_is_finished(sizes, rows, data):
    entries = [Entry(f"{i:03d}.txt", "", size) for i, size in enumerate(sizes)]
    cut = Cut(rows)

    def groups_of(known):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cutting, "SHARD_BYTES", 60)
            return [tuple(e.name for e in task.entries) for task in plan(entries, known, cut)]

    groups = groups_of(Known())
    assert [name for group in groups for name in group] == [e.name for e in entries]
    done = data.draw(st.sets(st.sampled_from(groups))) if groups else set()
    known = Known(pages={name: ("", "") for group in done for name in group})
    assert groups_of(known) == [group for group in groups if group not in done]


def test_many_small_pages_to_a_shard_and_one_table_to_many(tmp_path):
    inputs.pages(tmp_path / "in", range(7))
    (tmp_path / "in" / "rows.jsonl").write_text(inputs.jsonl(inputs.rows(7)), encoding="utf-8")
    found = cut_all(tmp_path / "in")
    assert sorted((shard.source != "", shard.start, shard.inputs) for shard in found) == [
        (False, 0, 1), (False, 0, 3), (False, 0, 3), (True, 0, 3), (True, 3, 3), (True, 6, 1),
    ]  # fmt: skip
    assert len({shard.key for shard in found}) == 6
    assert [shard.key for shard in cut_all(tmp_path / "in")] == [shard.key for shard in found]
    assert sum(shard.size for shard in found) >= sum(e.size for e in list_entries(tmp_path / "in")) * 0.9


def test_long_rows_close_a_shard(tmp_path, monkeypatch):
    monkeypatch.setattr(cutting, "SHARD_BYTES", 100)
    path = tmp_path / "rows.jsonl"
    path.write_text(inputs.jsonl(inputs.rows(5)), encoding="utf-8")
    assert [shard.inputs for shard in cut_all(path, rows=1000)] == [2, 2, 1]


def test_the_key_is_of_name_and_content(tmp_path):
    (tmp_path / "a.jsonl").write_text(inputs.jsonl(inputs.rows(2)), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(inputs.jsonl(inputs.rows(2)), encoding="utf-8")
    [a], [b] = cut_all(tmp_path / "a.jsonl"), cut_all(tmp_path / "b.jsonl")
    assert a.key != b.key
    views = [{**row, "조회수": 7} for row in inputs.rows(2)]
    (tmp_path / "a.jsonl").write_text(inputs.jsonl(views), encoding="utf-8")
    assert cut_all(tmp_path / "a.jsonl")[0].key == a.key, "a column that nobody reads changes nothing"
    (tmp_path / "a.jsonl").write_text(inputs.jsonl(inputs.rows(2, 1)), encoding="utf-8")
    assert cut_all(tmp_path / "a.jsonl")[0].key != a.key


def test_a_table_that_grew_has_its_old_shards(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(inputs.jsonl(inputs.rows(7)), encoding="utf-8")
    old = cut_all(path)
    path.write_text(inputs.jsonl(inputs.rows(9)), encoding="utf-8")
    new = cut_all(path, knowing(old))
    assert [shard.known for shard in new] == [True, True, False]
    assert new[2].replaces == (old[2].key,)
    assert [shard.rows for shard in new[:2]] == [(), ()]


def test_an_archive_that_grew_has_its_old_shards(tmp_path):
    files = {f"{i}.txt": inputs.page(i).encode() for i in range(8)}
    path = inputs.zipped(tmp_path / "a.zip", dict(list(files.items())[:7]))
    old = cut_all(path)
    inputs.zipped(path, files)
    new = cut_all(path, knowing(old))
    assert [(shard.known, shard.inputs) for shard in new] == [(True, 3), (True, 3), (False, 2)]
    assert new[2].replaces == (old[2].key,)


def test_pages_that_are_new_or_changed(tmp_path):
    inputs.pages(tmp_path / "in", range(7))
    old = cut_all(tmp_path / "in")
    inputs.pages(tmp_path / "in", range(7, 9))
    known = knowing(old)
    entries = list(list_entries(tmp_path / "in"))
    assert changed(entries, known) == set()
    [new] = cut_all(tmp_path / "in", known)
    assert [page.source[-8:] for page in new.pages] == ["0007.txt", "0008.txt"]
    (tmp_path / "in" / "0001.txt").write_text(inputs.page(99), encoding="utf-8")
    assert changed(entries, known) == {old[0].key}
    known.again = {old[1].key}
    assert changed(entries, known) == {old[0].key, old[1].key}


def test_two_tables_of_one_name_in_an_archive(tmp_path):
    data = inputs.jsonl(inputs.rows(2)).encode()
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("rows.jsonl", data)
        archive.writestr("rows.jsonl", data)
    found = cut_all(tmp_path / "a.zip")
    assert len({shard.key for shard in found}) == len(found) == 2


def test_a_large_text_is_looked_at_before_it_is_taken_for_a_page(tmp_path, monkeypatch):
    monkeypatch.setattr(cutting, "_SNIFF_FROM", 10)
    path = tmp_path / "rows.txt"
    path.write_text(inputs.jsonl(inputs.rows(4)), encoding="utf-8")
    assert [shard.source != "" for shard in cut_all(path)] == [True, True]
    path.write_text(inputs.page(1), encoding="utf-8")
    assert [len(shard.pages) for shard in cut_all(path)] == [1]
    path.write_bytes(bytes(range(128, 256)) * 90)
    assert [len(shard.pages) for shard in cut_all(path)] == [1]


def test_hashes_do_not_depend_on_the_order_of_keys(tmp_path):
    path = tmp_path / "a.jsonl"
    keys = []
    for item in ({"title": "가람구", "text": "문을 연다."}, {"text": "문을 연다.", "title": "가람구"}):
        path.write_text(json.dumps(item, ensure_ascii=False), encoding="utf-8")
        keys.append(cut_all(path)[0].key)
    assert keys[0] == keys[1]
