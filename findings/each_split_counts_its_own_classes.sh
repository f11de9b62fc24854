#!/usr/bin/env bash
# datasets 5.2.0 of Hugging Face: class_encode_column numbers the classes of each split anew, and 10 comes before 2.
#
# The numbers are places in the sorted list of the classes that one split has. A test set without a class, or with one
# more, then gives other numbers to the same names, and all that is measured on it is wrong. Labels that are numbers
# already are sorted as words: of 0 to 10 only 0 and 1 keep theirs. Nothing is said. What to do: give all splits one
# list, cast_column("label", ClassLabel(names=[...])).
#
# Seen: training set of ant, bee and cat, test set of ant and cat: cat is 2 in one and 1 in the other. An answer that
# knows every name is right for 2 of 4, with one list for 4 of 4. The label 10 becomes 2, and 2 becomes 3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    datasets==5.2.0 numpy==2.4.6 pandas==3.1.1 pyarrow==26.0.1 dill==0.4.1 multiprocess==0.70.19 xxhash==4.1.0 \
    fsspec==2026.9.0 huggingface-hub==2.4.0 hf-xet==1.8.0 filelock==4.3.1 tqdm==4.70.1 pyyaml==6.0.4 packaging==26.4 \
    httpx2==2.16.2 httpcore2==2.16.2 h11==0.16.0 anyio==4.16.0 idna==3.20 truststore==0.10.5 click==8.5.1 \
    typing-extensions==4.16.0 python-dateutil==4.0.0 tzdata==2026.6
cd "$folder"
HF_HOME="$folder/home" HF_HUB_OFFLINE=1 "$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import sys

import datasets
from datasets import ClassLabel, Dataset, DatasetDict

print("datasets", datasets.__version__)
datasets.disable_progress_bars()
names = {"train": ["ant", "bee", "cat"] * 4, "test": ["ant", "cat", "cat", "ant"]}
words = DatasetDict({split: Dataset.from_dict({"label": labels}) for split, labels in names.items()})


def right(encoded):
    """How many of the test set an answer gets right that knows each name by its number in the training set."""
    number = dict(zip(names["train"], encoded["train"]["label"], strict=True))
    return sum(number[name] == label for name, label in zip(names["test"], encoded["test"]["label"], strict=True))


anew = words.class_encode_column("label")
once = words.cast_column("label", ClassLabel(names=["ant", "bee", "cat"]))
for split in names:
    print(f"{split}: {anew[split].features['label'].names}, labels {sorted(set(anew[split]['label']))}")
print(f"right, class_encode_column: {right(anew)} of 4; right, one list of names: {right(once)} of 4")
numbers = Dataset.from_dict({"label": list(range(11))}).class_encode_column("label")["label"][:]
expected = [sorted(map(str, range(11))).index(str(number)) for number in range(11)]  # as words are sorted
print("labels 0 to 10 become", *numbers)
if not (right(anew) == 2 and right(once) == 4 and numbers == expected and numbers[10] == 2 and numbers[2] == 3):
    sys.exit("different: expected numbers of each split's own, in the order of words")
PROGRAM
