"""A batch on a Dask cluster of processes: workers and the scheduler are killed, and nothing is lost."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time

import dask
import pytest
from support.lab import LAB, part
from support.lazy import lazy

from autograder.cli.main import main
from autograder.course.batch.key import grader_version
from autograder.course.downloads import find_submissions
from autograder.lib.errors import BatchError

batches = lazy("autograder.course.batch.run")
clusters = lazy("autograder.course.batch.cluster")

QUICK = part("tokenization")
NAMES = [f"student_{number}" for number in range(8)]


def order(grader="", allow_less=True):
    """The order to grade the quick part of the lab."""
    return clusters.order_for(QUICK, grader or grader_version(QUICK, "embedded"), "embedded", allow_less)


@pytest.fixture
def folder(tmp_path):
    """A class in which each one got everything right."""
    for name in NAMES:
        package = tmp_path / "in" / name / "lab3"
        package.mkdir(parents=True)
        (package / "tokenization.py").write_bytes((LAB.solutions / "lab3" / "tokenization.py").read_bytes())
    return tmp_path


class Cluster:
    """A scheduler and workers, each a process of its own; use it in a `with` statement.

    With a `certificate`, whose key lies next to it, they use TLS.
    """

    def __init__(self, folder, certificate=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        protocol, self.tls = "tcp", ()
        if certificate:
            protocol = "tls"
            key = certificate.with_name("key.pem")
            self.tls = ("--tls-ca-file", certificate, "--tls-cert", certificate, "--tls-key", key)
        self.address, self.folder, self.stack = f"{protocol}://127.0.0.1:{self.port}", folder, contextlib.ExitStack()

    def start(self, *arguments):
        """Start a process of Dask, which is ended with the cluster."""
        environment = os.environ | {"DASK_DISTRIBUTED__DIAGNOSTICS__NVML": "False"}
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *map(str, (*arguments, *self.tls))],
            cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process

    def scheduler(self):
        protocol = self.address.partition(":")[0]
        return self.start(
            "scheduler", "--protocol", protocol, "--host", "127.0.0.1", "--port", self.port, "--no-dashboard"
        )

    def worker(self):
        return self.start("worker", self.address, "--nthreads", 1, "--no-nanny", "--no-dashboard")

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.stack.close()


def batch(folder, address, at_first=lambda: None):
    """Grade the class; `at_first` is called when the first one is done. Returns by name how each one ended."""
    ends = {}
    with clusters.ClusterPool(address, order()) as pool:
        entries = find_submissions(folder / "in", "lab3").entries
        for outcome in batches.Batch(folder / "out", QUICK.settings, order().grader, pool).run(entries):
            if not ends:
                at_first()
            ends[outcome.name] = outcome.status
    return ends


@pytest.mark.slow
def test_workers_and_the_scheduler_are_killed_and_each_one_gets_one_right_result(folder):
    results = folder / "out" / "results"
    with Cluster(folder) as cluster:
        scheduler, first, second = cluster.scheduler(), cluster.worker(), cluster.worker()
        with pytest.raises(BatchError, match="has gone: start it, and the same command resumes"):
            batch(folder, cluster.address, at_first=scheduler.kill)
        done = {path.stem for path in results.glob("*")}
        assert done and done < set(NAMES)
        for process in (first, second, scheduler):
            process.kill()
            process.wait()
        cluster.scheduler(), cluster.worker()
        victim = cluster.worker()
        next(path for path in results.glob("*")).unlink()
        ends = batch(folder, cluster.address, at_first=victim.kill)
    assert set(ends) == set(NAMES) and "failed" not in ends.values()
    assert sorted(path.stem for path in results.glob("*")) == NAMES
    assert {json.loads(path.read_text())["score"] for path in results.glob("*")} == {QUICK.settings.max_score}


@pytest.mark.slow
def test_a_worker_with_another_grader_or_too_little_isolation_is_refused(monkeypatch):
    with pytest.raises(BatchError, match="install the same version there"):
        clusters.judges_for(order("another"))
    lacks = "autograder.course.batch.cluster.what_isolation_lacks"
    monkeypatch.setattr(lacks, lambda sandbox, lab: "student code can read a hidden test")
    with pytest.raises(BatchError, match=r"does not isolate student code: .* a hidden test;.*--allow-less"):
        clusters.judges_for(order(allow_less=False))


@pytest.mark.slow
def test_where_no_scheduler_answers_nothing_is_graded(folder, capsys, monkeypatch):
    monkeypatch.setattr("autograder.course.batch.cluster.CONNECT_SECONDS", 0.2)
    address = Cluster(folder).address
    assert main(["batch", str(folder / "in"), "--out", str(folder / "out"), "--scheduler", address]) == 2
    assert f"no Dask scheduler answers at {address}" in capsys.readouterr().err


@pytest.fixture
def certificate(tmp_path):
    """A certificate that signs itself, with its key next to it."""
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl")
    made = tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
         "-subj", "/CN=cluster", "-keyout", tmp_path / "key.pem", "-out", made],
        check=True, capture_output=True,
    )  # fmt: skip
    return made


@pytest.mark.slow
def test_a_cluster_with_tls_takes_nobody_without_a_certificate(folder, certificate, monkeypatch):
    for name in NAMES[1:]:
        shutil.rmtree(folder / "in" / name)
    files = {"ca-file": certificate, "client.cert": certificate, "client.key": certificate.with_name("key.pem")}
    tls = {f"distributed.comm.tls.{name}": str(path) for name, path in files.items()}
    with Cluster(folder, certificate) as cluster:
        cluster.scheduler(), cluster.worker()
        with pytest.raises(BatchError, match="needs certificates: set DASK_DISTRIBUTED__COMM__TLS__CA_FILE, "):
            batch(folder, cluster.address)
        with monkeypatch.context() as patched, pytest.raises(BatchError, match="no Dask scheduler answers"):
            patched.setattr("autograder.course.batch.cluster.CONNECT_SECONDS", 1)
            batch(folder, cluster.address.replace("tls", "tcp"))
        with dask.config.set(tls):
            assert batch(folder, cluster.address) == {NAMES[0]: "graded"}


@pytest.mark.slow
def test_without_a_worker_the_batch_says_that_it_waits(folder, monkeypatch):
    monkeypatch.setattr("autograder.course.batch.cluster.LOOK_SECONDS", 0.1)
    said = []
    with Cluster(folder) as cluster:
        cluster.scheduler()
        with clusters.ClusterPool(cluster.address, order(), said.append) as pool:
            until = time.monotonic() + 30
            while not said and time.monotonic() < until:
                time.sleep(0.1)
            time.sleep(0.5)
            assert pool.client.nthreads() == {}
    assert said == [f"the scheduler at {cluster.address} has no worker: the batch waits until you start one"]
