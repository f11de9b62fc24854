"""Three levels from layers to hardware, every name on one of them, and the tape in the middle."""

from figures.frameworks.tensorflow_and_keras.framework_stack import BACKENDS, DOWN, LEVELS, draw, experiment


def test_the_levels_stand_in_their_order_from_top_to_bottom() -> None:
    (axes,) = draw().axes
    height = {text.get_text(): text.get_position()[1] for text in axes.texts}
    titles = [height[title] for _, title, _, _, _ in LEVELS]
    assert titles == sorted(titles, reverse=True)
    assert titles[0] > height[DOWN[0]] > titles[1] > height[DOWN[1]] > titles[2]


def test_each_name_is_on_one_level(numbers_of) -> None:
    names = [name for _, _, names, _, _ in LEVELS for name in names]
    level_of = numbers_of(experiment)["level_of"]
    assert len(names) == len(set(names)) == len(level_of)
    assert [level_of[name] for name in ("fit", "GradientTape", "GPU")] == [place for place, *_ in LEVELS]


def test_every_name_line_and_backend_is_drawn(numbers_of) -> None:
    drawn = " ".join(text.get_text() for text in draw().axes[0].texts)
    assert all(word in drawn for _, _, names, line, _ in LEVELS for word in (*names, line))
    assert all(backend in drawn for backend in BACKENDS) and numbers_of(experiment)["backends"] == 3
