"""A run on Ray: the same tables as here, nodes that are lost, actors that die, clusters that are too small.

What needs a cluster is marked slow and left out where Ray is not installed (``pip install -e ".[ray]"``).
"""

from __future__ import annotations

import errno
import importlib.util
import logging
import os
import pickle
import signal
import time
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from spacy.language import Language
from typer.testing import CliRunner

import kr_localgov_nlp as klg
from kr_localgov_nlp.archive import ray as module
from kr_localgov_nlp.archive import ray_actors as actors
from kr_localgov_nlp.archive.ray import Ray
from kr_localgov_nlp.archive.shards import Cut, Known, Page, Shard, Task
from kr_localgov_nlp.archive.sources import Entry
from kr_localgov_nlp.archive.versions import versions
from kr_localgov_nlp.archive.work import Recipe, Tagger
from kr_localgov_nlp.archive.write import Target
from kr_localgov_nlp.cli import app
from kr_localgov_nlp.errors import ArchiveError, ClusterError, InputError, MissingExtraError, PageError
from tests.archive import inputs
from tests.archive.inputs import contents

ROOT = Path(__file__).resolve().parents[2]
POISON = "제7호"
NODE = {"object_store_memory": 80 * 2**20, "memory": 3_000_000_000}
SMALL = 1_000_000_000
LOST_SOON = {
    "health_check_initial_delay_ms": 0,
    "health_check_period_ms": 500,
    "health_check_timeout_ms": 2_000,
    "health_check_failure_threshold": 4,
}
NEEDS_RAY = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="the extra ray is not installed"
)
CLUSTER = [pytest.mark.slow, NEEDS_RAY]


@pytest.fixture
def sources(tmp_path):
    table = tmp_path / "rows.jsonl"
    table.write_text(inputs.jsonl([*inputs.rows(57), {"제목": "", "본문": ""}]), encoding="utf-8")
    folder = inputs.pages(tmp_path / "in", range(12))
    (folder / "0003.txt").write_bytes(b"\x00\x01\x02" * 50)
    packed = {f"{i}.txt": inputs.page(i).encode() for i in range(40, 47)}
    return [table, folder, inputs.zipped(tmp_path / "more.zip", packed)]


def run(sources, target, nlp, engine=None, **settings):
    return klg.tag_archive(
        sources, target, nlp=nlp, engine=engine, **{"rows": 5, "progress": False, **settings}
    )


# ---- without a cluster -------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [{"actors": (0, 3)}, {"actors": (4, 3)}, {"readers": 0}])
def test_numbers_that_can_not_be(wrong):
    with pytest.raises(InputError):
        Ray(**wrong)


def test_without_ray_the_extra_is_named(sources, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(MissingExtraError, match=r"kr-localgov-nlp\[ray\]"):
        run(sources, tmp_path / "out", inputs.light(), Ray())


class Answer:
    """What a handle of an actor does, at once."""

    def __init__(self, thing):
        self.thing = thing

    def __getattr__(self, name):
        called = getattr(self.thing, name)
        return type("Method", (), {"remote": staticmethod(called)})


@pytest.fixture
def here(monkeypatch):
    monkeypatch.setattr(actors, "_get", lambda value: value)
    monkeypatch.setattr(actors, "_node", lambda: "n1")
    monkeypatch.setattr(actors, "living", lambda: {"n1": {"CPU": 2.0}})


@pytest.fixture
def actor(tmp_path, here):
    light = inputs.light()
    target = Target(tmp_path / "out")
    target.sweep(set())
    target.remember({"in": "/data/in"})
    parts = (Recipe.of(light), target, versions(light), target.places(), Answer(actors.Deaths()))
    return actors.Actor(*parts)


def row(key="0" * 24, **more):
    shard = Shard(key, pages=(Page("a.txt", inputs.page(1).encode()),), inputs=1, **more)
    return {"shard": pickle.dumps(shard)}


def test_an_actor_gives_the_shard_without_content_and_a_manifest(actor):
    made = actor(row())
    assert pickle.loads(made["shard"]) == Shard("0" * 24, inputs=1)
    assert '"articles": 1' in made["manifest"]
    assert actor(row(known=True))["manifest"] == "null"


def test_a_shard_that_is_written_is_not_tagged_again(actor, monkeypatch):
    first = actor(row())
    monkeypatch.setattr(actor, "tagger", lambda shard: pytest.fail("tagged again"))
    assert actor(row()) == first


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        ClusterError("other versions"),
        ArchiveError("lost rows"),
        PageError("a.txt", "binary"),
    ],
)
def test_an_error_of_ours_goes_back_as_it_is(error, actor, monkeypatch):
    def put(target, *given):
        raise error

    monkeypatch.setattr(Target, "put", put)
    made = actor(row())
    assert pickle.loads(made["shard"]) == Shard("0" * 24, inputs=1)
    told = pickle.loads(made["error"])
    assert str(told) == str(error)
    assert isinstance(told, OSError if isinstance(error, OSError) else ArchiveError)


def test_a_shard_of_other_versions_or_that_failed_is_tagged_again(actor):
    shard = pickle.loads(row()["shard"])
    old = actor.target.put(shard, actor.tagger(shard), {**actor.versions, "spacy": "0"})
    assert actor(row())["manifest"].count('"spacy": "0"') == 0
    actor.target.put(shard, replace(actor.tagger(shard), failed=True), actor.versions)
    assert '"failed": false' in actor(row())["manifest"]
    assert old["versions"]["spacy"] == "0"


def test_a_shard_that_killed_two_actors_is_rejected(actor):
    class Dying(Tagger):
        def __call__(self, shard, tick=None):
            raise KeyboardInterrupt

    actor.tagger = Dying(actor.tagger.recipe)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            actor(row())
    assert '"failed": true' in actor(row())["manifest"]
    [reject] = pq.read_table(actor.target.store.folder + "/rejects").to_pylist()
    assert (reject["source"], reject["error"]) == ("a.txt", "WorkerDied")


def test_a_node_that_is_lost_is_no_fault_of_the_shard(here):
    deaths = actors.Deaths()
    assert [deaths.begin("k", "2 pages", node) for node in ("gone", "gone", "n1", "n1", "n1")] == [
        0,
        0,
        0,
        1,
        2,
    ]
    deaths.end("k")
    assert deaths.begin("k", "2 pages", "n1") == 2
    assert [note.split(" while ")[0] for note in deaths.notes()] == ["node gone was lost"] * 2 + [
        "a worker died"
    ] * 2
    assert deaths.notes()[-1].endswith("they are rejected")


def test_a_node_with_another_target_or_other_versions_writes_nothing(actor):
    actor.places = {"in": "/elsewhere"}
    told = pickle.loads(actor(row())["error"])
    assert isinstance(told, ClusterError)
    assert str(told).startswith("node n1 does not see the run's target")
    actor.places = actor.target.places()
    actor.versions["kiwipiepy"] = "0.1"
    told = pickle.loads(actor(row())["error"])
    assert "other versions than the run (kiwipiepy 0.1 → " in str(told)
    assert not actor.target.store.sizes("shards")


def test_a_file_that_a_node_does_not_see_is_no_reject(here, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(inputs.page(1), encoding="utf-8")
    task = actors.row_of(Task((Entry("a.txt", "a.txt", 1),)))
    monkeypatch.chdir("/")
    reader = actors.Reader(Known(), Cut(5))
    [read] = reader(task)
    assert pickle.loads(read["shard"]).pages[0].source == "a.txt"
    (tmp_path / "a.txt").unlink()
    with pytest.raises(ClusterError, match="is not on node n1"):
        list(reader(task))


@NEEDS_RAY
def test_room_is_counted_by_cpus_and_memory(monkeypatch):
    nodes = {"a": {"CPU": 8.0, "memory": 3.5e9}, "b": {"CPU": 2.0, "memory": 9e9}, "c": {"memory": 9e9}}
    monkeypatch.setattr(module, "living", lambda: nodes)
    assert Ray(memory=SMALL)._places() == 5
    assert Ray(memory=SMALL)._room() == (1, 4)
    assert Ray(memory=SMALL, actors=(2, 50))._room() == (2, 50)
    nodes |= {str(i): {"CPU": 64.0, "memory": 1e12} for i in range(10)}
    assert Ray(memory=SMALL)._room() == (1, 645 - 1 - 20)


def test_a_wait_without_end_is_ended(monkeypatch):
    nodes = {"a": {"CPU": 1.0, "memory": 9e9}}
    monkeypatch.setattr(module, "living", lambda: nodes)
    clock = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: clock[0])
    watch = module._Watch(Ray(patience=60, silence=600), 1)
    clock[0] = 690.0
    watch.on_execution_step(None)
    clock[0] = 710.0
    with pytest.raises(ClusterError, match="no shard came for 610 seconds"):
        watch.on_execution_step(None)
    watch.heard = 710.0
    nodes.clear()
    clock[0] = 760.0
    watch.on_execution_step(None)
    clock[0] = 790.0
    with pytest.raises(ClusterError, match="has 0 nodes with 0 CPUs"):
        watch.on_execution_step(None)


def test_errors_are_found_in_what_ray_makes_of_them():
    class OfRay(OSError):
        """Ray's own error is of the class of the one that it carries."""

        cause = OSError(28, "No space left on device")

    outer = RuntimeError("task failed")
    outer.__cause__ = OfRay()
    assert module._ours(outer) is OfRay.cause
    told = module._ours(RuntimeError("what"))
    assert (type(told), str(told)) == (ArchiveError, "RuntimeError: what")


# ---- on a cluster ------------------------------------------------------------------------------------------


def register() -> None:
    """Run in each worker: the component that a pipeline of these tests has."""

    @Language.component("ray_dies_of_poison")
    def dies(doc):
        if POISON in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.1)  # so that a run has a middle
        return doc


class Nodes:
    """A head with one CPU, and other nodes with two that come and go."""

    def __init__(self):
        from ray.cluster_utils import Cluster

        head = {"num_cpus": 1, "include_dashboard": False, "_system_config": LOST_SOON, **NODE}
        self.cluster = Cluster(initialize_head=True, head_node_args=head)
        self.others = []

    def have(self, count):
        while len(self.others) > count:
            self.lose()
        while len(self.others) < count:
            self.others.append(self.cluster.add_node(num_cpus=2, **NODE))
        until = time.monotonic() + 60
        while len(actors.living()) != 1 + count and time.monotonic() < until:
            time.sleep(0.2)
        assert len(actors.living()) == 1 + count

    def busy(self):
        """Whether the node that would be lost has an actor that tags."""
        from ray._private.state import state

        table = state.actor_table(None).values()
        return any(
            a["State"] == "ALIVE"
            and a["Address"]["NodeID"] == self.others[-1].node_id
            and "Actor" in a["ActorClassName"]
            for a in table
        )

    def lose(self):
        self.cluster.remove_node(self.others.pop(), allow_graceful=False)


@pytest.fixture(scope="module")
def nodes():
    import ray

    patched = pytest.MonkeyPatch()
    patched.setenv("PYTHONPATH", str(ROOT))
    patched.setenv("RAY_USAGE_STATS_ENABLED", "0")
    started = Nodes()
    hook = {"worker_process_setup_hook": f"{register.__module__}.{register.__name__}"}
    ray.init(started.cluster.address, runtime_env=hook, log_to_driver=False, logging_level=logging.ERROR)
    yield started
    ray.shutdown()
    started.cluster.shutdown()
    patched.undo()


@pytest.fixture
def dying():
    register()
    nlp = inputs.light()
    nlp.add_pipe("ray_dies_of_poison")
    return nlp


class After:
    """Does something once, when so many shards are done and what must be true is."""

    def __init__(self, shards, what, when=lambda: True):
        self.left, self.what, self.when, self.done = shards, what, when, False

    def __call__(self, now):
        self.left -= 1
        if self.left <= 0 and not self.done and self.when():
            self.done = True
            self.what()


class TestCluster:
    pytestmark = CLUSTER

    def test_the_same_tables_with_a_node_killed_in_the_middle_and_one_cpu_left(
        self, nodes, sources, tmp_path, nlp, monkeypatch
    ):
        one = run(sources, tmp_path / "one", nlp)
        nodes.have(1)
        engine = Ray(actors=(2, 2), memory=SMALL)
        monkeypatch.setattr(module._Watch, "_enough", lambda watch: True)  # one place is left for two actors
        killed = After(3, nodes.lose, nodes.busy)
        two = run(sources, tmp_path / "two", nlp, engine, progress=killed)
        assert killed.done
        assert len(actors.living()) == 1
        assert contents(tmp_path / "one") == contents(tmp_path / "two")
        assert (one["rows"], one["run"]["tagged"]) == (two["rows"], two["run"]["tagged"])
        assert one["rows"]["rejects"] == 2
        nodes.have(1)
        again = run(sources, tmp_path / "two", nlp, engine)
        assert (again["run"]["tagged"], again["run"]["known"]) == (0, one["run"]["tagged"])
        assert contents(tmp_path / "one") == contents(tmp_path / "two")

    def test_a_cluster_that_lost_too_much_ends_the_run_and_another_goes_on(
        self, nodes, sources, tmp_path, dying
    ):
        text = sources[0].read_text(encoding="utf-8").replace(POISON, "제八호")
        sources[0].write_text(text, encoding="utf-8")
        sources = sources[:1]
        nodes.have(1)
        engine = Ray(actors=(2, 2), memory=SMALL, patience=2)
        with pytest.raises(ClusterError, match=r"1 nodes with 1 CPUs.*2 actors need.*start it again"):
            run(sources, tmp_path / "two", dying, engine, progress=After(2, nodes.lose))
        done = len(list((tmp_path / "two/shards").iterdir()))
        assert 2 <= done < 12
        summary = run(sources, tmp_path / "two", dying)
        assert (summary["run"]["known"], summary["run"]["tagged"]) == (done, 12 - done)
        run(sources, tmp_path / "one", dying)
        assert contents(tmp_path / "one") == contents(tmp_path / "two")

    def test_too_few_cpus_are_told_before_anything_is_tagged(self, nodes, sources, tmp_path):
        nodes.have(0)
        with pytest.raises(ClusterError, match=r"1 nodes with 1 CPUs.*one more is left for reading"):
            run(sources, tmp_path / "out", inputs.light(), Ray(memory=SMALL, patience=0.5))
        assert not (tmp_path / "out/shards").exists()

    def test_readers_go_on_where_actors_hold_every_cpu(self, nodes, sources, tmp_path, monkeypatch):
        nodes.have(1)
        monkeypatch.setattr(Ray, "_room", lambda engine: (3, 3))
        summary = run(sources, tmp_path / "out", inputs.light(), Ray(memory=SMALL, silence=60))
        assert (summary["rows"]["articles"], summary["rows"]["rejects"]) == (75, 2)

    def test_a_shard_that_kills_its_actor_is_tried_once_more_then_rejected(
        self, nodes, sources, tmp_path, dying
    ):
        nodes.have(1)
        summary = run(sources[:1], tmp_path / "out", dying, Ray(memory=SMALL))
        assert (summary["rows"]["articles"], summary["rows"]["rejects"]) == (52, 6)
        assert summary["failed"] == 1
        assert [note.split(" while ")[0] for note in summary["run"]["notes"]] == ["a worker died"] * 2
        rejects = pq.read_table(tmp_path / "out/rejects").to_pylist()
        assert sorted(r["position"] for r in rejects if r["error"] == "WorkerDied") == [5, 6, 7, 8, 9]

    def test_errors_on_a_node_arrive_as_they_are(self, nodes, sources, tmp_path, monkeypatch):
        nodes.have(1)
        monkeypatch.setattr(module, "row_of", lambda task: actors.row_of(_moved(task)))
        with pytest.raises(ClusterError, match=r"/nowhere/.* is not on node"):
            run(sources, tmp_path / "out", inputs.light(), Ray(memory=SMALL))

    def test_errors_of_an_actor_arrive_as_they_are(self, nodes, sources, tmp_path, monkeypatch):
        nodes.have(1)
        light = inputs.light()
        made_by = {**versions(light), "spacy": "9"}
        monkeypatch.setattr("kr_localgov_nlp.archive.run.versions", lambda nlp: made_by)
        with pytest.raises(
            ClusterError, match=r"^node \w+ has other versions than the run \(spacy 9 → "
        ) as told:
            run(sources, tmp_path / "out", light, Ray(memory=SMALL))
        assert "\n" not in str(told.value)

    def test_from_the_command_line(self, nodes, sources, tmp_path, monkeypatch):
        nodes.have(1)
        light = inputs.light()
        monkeypatch.setattr("kr_localgov_nlp.cli._load", lambda *_: light)
        given = [str(s) for s in sources[1:]]
        done = CliRunner().invoke(
            app,
            ["tag", *given, "-o", str(tmp_path / "two"), "--engine", "ray", "-j", "1", "-q", "--rows", "5"],
        )
        assert (done.exit_code, done.stdout.split(",")[0]) == (3, "articles: 18")
        summary = run(sources[1:], tmp_path / "one", light)
        assert contents(tmp_path / "two") == contents(tmp_path / "one")
        assert "releases/00000.parquet" in contents(tmp_path / "two")
        told = done.stdout.splitlines()
        assert told[1].startswith(f"releases: {summary['releases']['releases']}, ")
        assert told[2] == "counted by release: entities: 0, awards: 0, quotes: 0"
        with klg.open_run(tmp_path / "two") as opened:
            assert opened.fresh
            assert opened.summary["releases"] == summary["releases"]


def _moved(task):
    return Task(tuple(replace(entry, path="/nowhere/" + entry.name) for entry in task.entries))
