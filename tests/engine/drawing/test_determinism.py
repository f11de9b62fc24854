"""Equal inputs give equal bytes, whatever the hash seed, the order and the number of processes."""

from pathlib import Path

from tests.engine.conftest import HEAD, LINE, Mini, mini

LAVISH = (
    HEAD
    + """

def experiment():
    rng = np.random.default_rng(0)
    names = {"b", "a", "d", "c"}
    return {"x": rng.normal(size=(3, 4)), "y": rng.normal(size=5), "n": len(names)}


def draw(x, y):
    figure = Figure()
    above, below = figure.subplots(2)
    above.imshow(x, clip_path=None)
    above.set_title(r"$\\sqrt{x_1}$")
    below.fill_between(np.arange(5), y, hatch="/", alpha=0.5, label="y")
    below.scatter(np.arange(5), y)
    below.legend()
    return figure
"""
)


def made(root: Path, seed: str, jobs: str) -> dict[str, bytes]:
    """Every file of the cache but the entries, which hold drawing times, drawn by a process of its own."""
    project = mini(root / "mini")
    project.write("figures/lavish.py", LAVISH)
    for name in ("one", "two", "three"):
        project.write(f"figures/{name}.py", LINE)
    result = project.command("--jobs", jobs, env={"PYTHONHASHSEED": seed})
    assert result.returncode == 0, result.stderr
    files = project.snapshot(".cache/figures")
    return {name: data for name, data in files.items() if not name.endswith(".json")}


def test_equal_bytes_with_other_hash_seeds_jobs_and_folders(tmp_path: Path) -> None:
    one = made(tmp_path / "one", "1", "1")
    two = made(tmp_path / "two", "2", "3")
    assert {Path(name).suffix for name in one} == {".svg", ".pdf", ".png", ".csv", ".npz"}
    assert one == two  # names too: they are digests of what the files hold


def test_two_figures_on_a_page_share_no_ids(ready: Mini) -> None:
    import re

    ready.write("figures/lavish.py", LAVISH)
    ready.write("figures/twin.py", LAVISH)
    ready.drawn()
    one, two = (set(re.findall(r'\bid="([^"]+)"', ready.files(name)["inline"].decode())) for name in ("lavish", "twin"))
    assert one and two and not one & two
    for name in ("lavish", "twin"):
        text = ready.files(name)["inline"].decode()
        assert set(re.findall(r'(?:url\(#|href="#)([^")]+)', text)) <= set(re.findall(r'\bid="([^"]+)"', text))
