"""Asks each framework in a process of its own: Keras reads the name of its backend once, when it is imported.

    python -m figures.frameworks.where_frameworks_part.probes.asking torch

prints the answers of PyTorch, and of Keras on PyTorch, as JSON. A framework that is not installed has no answers.
"""

import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[4]
NAMES = {"tensorflow": "TensorFlow", "torch": "PyTorch", "jax": "JAX"}
Answers = dict[str, Any]


def ask_all() -> dict[str, Answers]:
    """The answers by the name of the module that is imported; {} for what is not installed."""
    processes = {name: _start(name) for name in NAMES if find_spec(name) is not None}
    return {name: _answers(name, processes[name]) if name in processes else {} for name in NAMES}


def _start(name: str) -> subprocess.Popen[str]:
    quiet = {"KERAS_BACKEND": name, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "JAX_PLATFORMS": "cpu"}
    command = [sys.executable, "-m", __spec__.name, name]
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ | quiet, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def _answers(name: str, process: subprocess.Popen[str]) -> Answers:
    printed, murmured = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{NAMES[name]} was asked and gave no answer: {murmured[-600:]}")
    answers: Answers = json.loads(printed.splitlines()[-1])
    return answers


def plain(probe: Callable[[], Any]) -> Any:
    """What a probe gives, as JSON can hold it: numbers, lists of them, words; an error by its name."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = probe()
            if hasattr(value, "detach"):
                value = value.detach()
            if hasattr(value, "numpy"):
                value = value.numpy()
            return value.tolist() if hasattr(value, "tolist") else value
    except Exception as error:  # whatever a framework raises is its answer
        return f"error: {type(error).__name__}"


def answers_of(name: str) -> Answers:
    """Asked in this process, where KERAS_BACKEND says the same name: the framework's own answers and Keras's."""
    own = _module(name)
    from figures.frameworks.where_frameworks_part.probes import in_keras

    return {
        "version": version(name),
        "keras_version": version("keras"),
        "own": {question: plain(probe) for question, probe in own.PROBES.items()},
        "keras": {question: plain(probe) for question, probe in in_keras.probes(own.slope).items()},
        "training": {question: plain(probe) for question, probe in in_keras.trainings(own.slope).items()},
    }


def _module(name: str) -> Any:
    """Named one by one, so that whoever reads the imports sees which libraries are asked."""
    if name == "tensorflow":
        from figures.frameworks.where_frameworks_part.probes import in_tensorflow

        return in_tensorflow
    if name == "torch":
        from figures.frameworks.where_frameworks_part.probes import in_torch

        return in_torch
    from figures.frameworks.where_frameworks_part.probes import in_jax

    return in_jax


if __name__ == "__main__":
    print(json.dumps(answers_of(sys.argv[1])))
