"""Controls become frames: every setting drawn by the same draw, only what differs kept, nothing left out."""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from figures.engine import Choice, Slider, Steps, Toggle
from figures.engine.drawing.controls import Control
from figures.engine.drawing.settings import samples, settings_of
from figures.engine.freshness.progress import Progress
from figures.engine.pages import placing
from figures.engine.site.build import Build
from figures.engine.site.settings import Settings
from figures.engine.site.upkeep import up_to_date
from figures.engine.store.made import Made
from tests.engine.conftest import HEAD, HOME, Mini

CONTROLS = "from typing import Annotated\n\nfrom figures.engine import Choice, Slider, Steps, Toggle\n\n\n"
# For each kind of mark a script whose draw changes it, with each kind of control.
MARKS = {
    "lines": """
        def draw(*, weight: Annotated[float, Slider(-1, 1, 0.5)] = 0.5):
            figure = Figure(layout="constrained")
            axes = figure.subplots()
            axes.plot(np.linspace(0, 1, 30), np.tanh(weight * np.linspace(-3, 3, 30)))
            axes.plot([0, 1], [0, 0])
            axes.set(xlim=(0, 1), ylim=(-1, 1), title=f"weight {weight}")
            return figure
        """,
    "calls_that_come_again": """
        def draw(*, k: Annotated[int, Steps(3)] = 0):
            figure = Figure()
            axes = figure.subplots()
            axes.plot([0, 1], [1, 1])
            if k == 1:
                axes.plot([0, 1], [2, 2])
            axes.plot([0, 1], [3, 3])  # in the next colour of the cycle
            (line,) = axes.plot([0, 1], [4, 4], color="#ff0000")
            if k > 1:
                line.set_color("#00ff00")
            axes.text(0.1, 5, "large", color="#0000ff").set_fontsize(8 + k)
            line = axes.axhline(6, color="#ff00ff")
            if k == 2:
                line.remove()
            for _ in range(k):
                axes.text(0.1, 7, "often", color="#0000ff")
            boxed = axes.text(0.1, 8, "boxed", color="#0000ff")
            if k == 2:
                boxed.set_bbox({"facecolor": "#00ffff"})
            axes.bar([0.5], [1], bottom=[9], color="#888888", width=0.2)
            points = np.array([0.0, 1.0])
            axes.plot(points, 11 + points * (k // 2), color="#ff0000")
            points[:] = 0
            axes.set(xlim=(0, 1), ylim=(0, 13))
            return figure
        """,
    "scatter": """
        def draw(*, size: Annotated[int, Steps(3)] = 3):
            figure = Figure()
            axes = figure.subplots()
            colours = ["#ff0000", "#00ff00", "#0000ff", "#ffff00"]
            axes.scatter(np.arange(size + 1), np.arange(size + 1) ** 2, s=20, c=colours[: size + 1])
            axes.set(xlim=(-1, 5), ylim=(-1, 10))
            return figure
        """,
    "bars_and_legend": """
        def draw(*, kind: Annotated[str, Choice("up", "down")] = "up"):
            figure = Figure()
            axes = figure.subplots()
            axes.bar([1, 2, 3], [1, 2, 3] if kind == "up" else [3, 2, 1], label=kind)
            axes.legend(loc="upper left")
            axes.set(xlim=(0, 4), ylim=(0, 4))
            return figure
        """,
    "contour_fills": """
        X, Y = np.meshgrid(np.linspace(-1, 1, 12), np.linspace(-1, 1, 12))


        def draw(*, turn: Annotated[float, Slider(0, 2, 1)] = 1.0):
            figure = Figure()
            axes = figure.subplots()
            axes.contourf(X, Y, X * np.cos(turn) + Y * np.sin(turn), levels=[-2, -0.5, 0, 0.5, 2])
            axes.fill_between([-1, 1], [0, turn / 4], alpha=0.5, hatch="//")
            axes.set(xlim=(-1, 1), ylim=(-1, 1))
            return figure
        """,
    "images": """
        def draw(*, shift: Annotated[int, Steps(2)] = 0):
            figure = Figure()
            axes = figure.subplots()
            axes.imshow(np.roll(np.arange(16).reshape(4, 4), shift))
            return figure
        """,
    "texts": """
        def draw(*, angle: Annotated[float, Slider(0, 90, 45)] = 0.0, bold: Annotated[bool, Toggle()] = False):
            figure = Figure()
            axes = figure.subplots()
            axes.text(0.5, 0.5, "$x_1$ & <b>", rotation=angle, weight="bold" if bold else "normal")
            axes.annotate("tip", (0.2, 0.2), (0.2 + angle / 200, 0.6), arrowprops={"arrowstyle": "->"})
            figure.text(0.9, 0.9, f"{angle:g} degrees")
            figure.suptitle("on" if bold else "off")
            return figure
        """,
    "titles_above_ticks": """
        def draw(*, weight: Annotated[int, Steps(2)] = 1):
            figure = Figure()
            axes = figure.subplots()
            axes.xaxis.tick_top()
            axes.set(xlim=(0, 1), ylim=(0, 1), title=f"weight {weight}")
            return figure
        """,
    "changing_numbers": """
        def draw(*, count: Annotated[int, Steps(4)] = 2):
            figure = Figure()
            axes = figure.subplots()
            for place in range(count):
                axes.plot([place, place], [0, 1])
                axes.text(place, 0.5, str(place))
                axes.axvspan(place, place + 0.5, alpha=0.1)
            axes.set(xlim=(-1, 5), ylim=(0, 1))
            return figure
        """,
    "pixels_at_some_settings": """
        def draw(*, k: Annotated[int, Steps(4)] = 0):
            figure = Figure()
            axes = figure.subplots()
            axes.plot([0, 1], [0, k], rasterized=k == 1)
            axes.set(xlim=(0, 1), ylim=(0, 4))
            return figure
        """,
    "log_axes_and_panels": """
        def draw(*, power: Annotated[float, Slider(1, 3, 1)] = 2.0):
            figure = Figure(layout="constrained")
            (one, two), (three, four) = figure.subplots(2, 2, sharex="col")
            x = np.geomspace(1, 100, 10)
            one.loglog(x, x**power)
            two.plot(x, x)
            three.plot(x, np.log(x) * power, "o")
            four.twinx().plot([1, 2], [power, 0])
            one.set(xlim=(1, 100), ylim=(1, 1e7))
            three.set(ylim=(0, 20))
            figure.axes[-1].set_ylim(0, 5)
            return figure
        """,
}  # fmt: skip


# What is more than marks: each was a silent wrong picture or a refusal once.
PLAIN, THREE_D = "figure.subplots()", "figure.add_subplot(projection='3d')"
GRID = "X, Y = np.meshgrid(np.linspace(-1, 1, 7), np.linspace(-1, 1, 7))\n"
MORE = {
    "colour_bar": (PLAIN, "figure.colorbar(axes.scatter([0, 1], [0, 1], c=[0, k], vmin=0, vmax=2))"),
    "colour_bar_that_grows": (PLAIN, "figure.colorbar(axes.contourf(X, Y, X + k * Y))"),
    "rasterised": (PLAIN, "axes.plot([0, 1], [0, k], rasterized=True)"),
    "image_within_limits": (PLAIN, "axes.imshow(np.eye(3) * k, extent=(0, 3, 0, 3))\naxes.set_xlim(0, 3)"),
    "wireframe": (THREE_D, "axes.plot_wireframe(X, Y, (k + 1) * (X**2 + Y**2))"),
    "turned_view": (THREE_D, "axes.plot_wireframe(X, Y, X)\naxes.view_init(azim=20 * k)"),
    "tick_formatter": (PLAIN, "axes.xaxis.set_major_formatter(lambda x, place: f'{x * k:.1f}')"),
    "minor_ticks": (PLAIN, "axes.xaxis.set_minor_locator(MultipleLocator(0.1 * (k + 1)))"),
    "turned_tick_labels": (PLAIN, "for label in axes.get_xticklabels():\n    label.set_rotation(30 * k)"),
    "colour_of_the_axes": (PLAIN, "axes.patch.set_facecolor(['#ff0000', '#00ff00', '#0000ff'][k])"),
    "colour_only_in_the_middle": (PLAIN, "if k == 1:\n    axes.patch.set_facecolor('#ff0000')"),
    "colour_but_in_the_middle": (PLAIN, "if k != 1:\n    axes.patch.set_facecolor('#ff0000')"),
    "style_of_the_moment": (PLAIN, "with rc_context({'axes.linewidth': 1.0 + k}):\n    "
                            "figure.add_axes((.6, .6, .2, .2))"),
    "boxes": (PLAIN, "axes.boxplot([np.arange(5.0) * (k + 1), np.arange(7.0)])"),
    "second_axis": (PLAIN, "axes.secondary_xaxis('top', functions=(lambda x: 2 * x, lambda x: x / 2))"
                           ".set_xlabel(f'{k}')"),
    "twin_axes": (PLAIN, "axes.plot([0, 1], [0, k])\naxes.twinx().plot([0, 1], [10 * k, 0])"),
    "inset": (PLAIN, "axes.inset_axes([0.5, 0.5, 0.4, 0.4]).plot([0, k], [0, 1])"),
    "subfigures": ("None", "one, two = figure.subfigures(1, 2)\none.subplots().plot([0, k], [0, 1])\n"
                           "two.suptitle(f'k {k}')\ntwo.subplots(2)[1].bar([1, 2], [k, 1])"),
    "polar": ("figure.add_subplot(projection='polar')", "axes.plot(np.linspace(0, 6, 40), np.linspace(0, k + 1, 40))"),
    "log_limits": (PLAIN, "axes.loglog([1, 10 ** (k + 1)], [1, 5])"),
    "limits_that_move": (PLAIN, "axes.plot([0, 100**k], [0, k])"),
    "labels": (PLAIN, "axes.set_xlabel(f'{k}')\naxes.spines.top.set_visible(k > 1)"),
    "distance_of_a_label": (PLAIN, "axes.set_xlabel('x')\naxes.xaxis.labelpad = 4 + 5 * k"),
    "titles_that_grow": (PLAIN, "figure.suptitle(f'k {k}', fontsize=10 + 4 * k)\n"
                                "axes.set_title('a', fontsize=10 + 5 * k)"),
    "panels_that_come": ("None", "for axes in figure.subplots(1, k + 1, squeeze=False).flat:\n    axes.plot([0, 1])"),
    "place_of_the_axes": ("(figure.set_layout_engine('none'), figure.add_axes((0.1, 0.1, 0.3 + 0.2 * k, 0.5)))[1]",
                          "axes.plot([0, 1])"),
    "legend": (PLAIN, "axes.plot([0, 1], label=f'k {k}')\nif k:\n    axes.legend()"),
    "arrow": (PLAIN, "axes.annotate('here', (k / 2, 0.5), (0.2, 0.8), "
                     "arrowprops={'arrowstyle': '->'}, bbox={'fc': '#ffff00'})"),
    "arrows": (PLAIN, "axes.quiver(X, Y, X * k, Y)"),
    "lines_of_equal_height": (PLAIN, "axes.clabel(axes.contour(X, Y, X + k * Y))"),
    "hatches": (PLAIN, "axes.fill_between([0, 1], [0, k], hatch='//')"),
    "cleared": (PLAIN, "axes.plot([0, 5])\nif k:\n    axes.clear()\naxes.plot([0, k])"),
    "marks_at_some_settings": (PLAIN, "if k == 1:\n    axes.plot([0, 1])\nif k == 2:\n    axes.text(0.5, 0.5, 'two')"),
    "another_figure": (PLAIN, "other = Figure()\nother.subplots().plot([0, k])\nfigure = other"),
    "a_figure_besides": (PLAIN, "Figure().subplots().plot([0, 3])\naxes.plot([0, k])"),
    "legend_that_is_added_again": (PLAIN, "axes.plot([0, k], label='a')\naxes.add_artist(axes.legend())"),
    "equal_scales": (PLAIN, "axes.plot([0, k + 1], [0, 1])\naxes.axis('equal')"),
    "far_corners": (PLAIN, "axes.fill([0, .5, .7, 1e8, 1, .2], [0, .1 + k / 9, 1e7, 2e7, .2, .8])\n"
                           "axes.set(xlim=(0, 1), ylim=(0, 1))"),
    "dates": (PLAIN, "axes.plot(np.array(['2020-01-01', f'202{k + 1}-05-01'], 'datetime64[D]'), [0, 1])"),
}  # fmt: skip
# Changes of a mark that its axes hear nothing of, at settings that are not among those that a build compares.
UNHEARD = {
    "style_around_a_call": "with rc_context({'lines.linestyle': '--' if odd else '-'}):\n"
                           "    axes.plot(X, X, color='#ff0000')",
    "style_around_a_text": "with rc_context({'font.size': 30.0 if odd else 10.0}):\n    axes.text(0.5, 0.5, 'a')",
    "table_of_colours": "get_named_colors_mapping()['brand'] = '#ff0000' if odd else '#0000ff'\n"
                        "axes.plot(X, X, color='brand')",
    "box_of_a_text": "axes.text(0.5, 0.5, 'a', bbox={'fc': '#ffff00'}).get_bbox_patch().set_alpha(0.2 if odd else 1)",
    "font_of_a_text": "axes.text(0.5, 0.5, 'a').get_fontproperties().set_size(30 if odd else 10)",
    "points_of_an_area": "area = axes.fill_between(X, X, color='#ff0000')\n"
                         "area.get_paths()[0].vertices[:, 1] *= 0.2 if odd else 1",
    "points_of_a_polygon": "(area,) = axes.fill([0, 1, 1], [0, 0, 1], color='#ff0000')\n"
                           "area.get_xy()[1, 1] = 0.5 * odd",
    "points_of_a_line": "(line,) = axes.plot(X, X, color='#ff0000')\n"
                        "if odd:\n    line.get_path().vertices[:, 1] *= 0.2",
    "widths_of_lines": "lines = axes.vlines(X, 0, 1, color='#ff0000')\nif odd:\n    lines.get_linewidth()[0] = 5",
    "paths_of_lines": "lines = axes.vlines(X, 0, 1 if k % 3 else 0.5, color='#ff0000')\n"
                      "if odd:\n    del lines.get_paths()[1:]",
    "array_of_a_colour": "colour = np.array([1.0, 0, 0])\naxes.plot(X, X, color=colour)\nif odd:\n    colour[1] = 1",
    "list_of_a_colour": "colour = [1.0, 0, 0]\naxes.text(0.5, 0.5, 'a', color=colour)\nif odd:\n    colour[1] = 1",
    "turn_of_all_marks": "TURN.clear().scale(90 + 90 * odd)\naxes.text(0.5, 0.5, 'a', transform=TURN)",
    "label_of_bars": "bars = axes.bar([0.5], [0.5 if k % 3 else 0.4], color='#ff0000', label='one')\n"
                     "if odd:\n    bars.set_label('other')\naxes.legend(loc='upper left')",
    "mathematics_of_a_text": "axes.text(0.5, 0.5, '$x$', parse_math=not odd)",
    "clip_of_a_text": "word = axes.text(0.9, 0.5, 'long and long', clip_on=True)\n"
                      "if odd:\n    word.set_clip_box(None)",
    "cycle_of_colours": "axes.set_prop_cycle(color=['#ff0000', '#00ff00'])\nif odd:\n    axes.plot(X, X)",
    "cycle_that_comes_later": "if odd:\n    axes.plot(X, X)\naxes.set_prop_cycle(color=['#ff0000', '#00ff00'])\n"
                              "if not odd:\n    axes.plot(X, X)",
    "cycle_of_the_axes": "with rc_context({'axes.prop_cycle': cycler(color=['#ff0000'])}):\n"
                         "    axes = figure.subplots()\naxes.set(xlim=(0, 1), ylim=(0, 1))\n"
                         "if odd:\n    axes.plot(X, X)",
    "style_of_the_axes": "with rc_context({'axes.linewidth': 9.0 if odd else rcParams['axes.linewidth']}):\n"
                         "    axes = figure.subplots()\naxes.set(xlim=(0, 1), ylim=(0, 1))",
    "style_that_is_set": "before = rcParams['xtick.labelsize']\n"
                         "rcParams.__ior__({'xtick.labelsize': 20} if odd else {})\n"
                         "axes = figure.subplots()\naxes.set(xlim=(0, 1), ylim=(0, 1))\n"
                         "rcParams['xtick.labelsize'] = before",
    "labels_of_bars": "heights = np.array([[0.5, 0.3], [0.2, 0.4]])\n"
                      "bars = axes.bar([0.3, 0.7], heights[0], width=0.2, color='#ff0000')\n"
                      "if odd:\n    heights[:] = 0.7\naxes.bar_label(bars)",
    "labels_of_bars_that_grow": "bars = axes.bar([0.3, 0.7], [0.5, 0.3], width=0.2, color='#ff0000')\n"
                                "if odd:\n    bars[0].set_height(0.9)\naxes.bar_label(bars)",
    "values_within_bars": "bars = axes.bar([0.3, 0.7], np.array([0.5, 0.3]), width=0.2, color='#ff0000')\n"
                          "if odd:\n    bars.datavalues[:] = 0.9\naxes.bar_label(bars)",
    "values_of_bars": "bars = axes.bar([0.3, 0.7], [0.5, 0.3], width=0.2, color='#ff0000')\n"
                      "if odd:\n    bars.datavalues = [0.1, 0.2]\naxes.bar_label(bars)",
    "values_of_a_line": "colour = [1.0, 0, 0]\n(line,) = axes.plot(X, X, color=colour)\n"
                        "if odd:\n    line.get_ydata()[:] = 0.2",
    "values_of_a_new_line": "line = axes.add_line(Line2D(X, X))\nif odd:\n    line.get_ydata()[:] = 0.2",
    "values_of_a_known_line": "(line,) = axes.plot([0, 1], [0, 1], color='#ff0000')\n"
                              "if odd:\n    line.get_ydata()[:] = 0.2",
    "colour_of_a_title": "if odd:\n    axes.set_title('a', color='#ff0000')\nelse:\n    axes.set_title('b')",
    "turn_of_a_title": "axes.set_title(f'k {k}')\nif odd:\n    axes.title.set_rotation(20)",
    "place_of_a_title": "axes.set_title(f'k {k}', **({'x': 0.2} if odd else {}))",
    "title_over_ticks": "axes.xaxis.tick_top()\nif odd:\n    axes.set_title('a')",
    "title_beside_a_power": "axes.set_ylim(0, 1e9)\naxes.set_title('a' * (60 if odd else 1))",
    "title_at_the_left": "axes.xaxis.tick_top()\naxes.set_title('a')\nif odd:\n    axes.set_title('b', loc='left')",
    "distance_of_a_title": "axes.set_title('a', pad=40 if odd else None)",
    "place_in_the_grid": "if odd:\n    axes.set_subplotspec(GridSpec(2, 2)[0])\naxes.plot(X, X)",
    "place_by_a_locator": "if odd:\n    axes.set_axes_locator(lambda *_: Bbox([[0.3, 0.3], [0.6, 0.6]]))\n"
                          "axes.plot(X, X)",
    "dots_per_inch": "if odd:\n    figure.set_dpi(50)\naxes.plot(X, X)",
    "dots_per_inch_of_now": "if odd:\n    figure.dpi = 50\naxes.text(0.5, 0.5, 'a')",
    "dots_that_are_asked_for": "axes.plot([0.5], [0.5], 'o', markersize=figure.dpi / 10 if odd else 5)",
    "dots_that_are_got": "axes.plot([0.5], [0.5], 'o', markersize=figure.get_dpi() / 10 if odd else 5)",
    "pixels_of_a_point": "axes.text(0.1, 0.5, axes.transData.transform((1, 1)).round(1) if odd else 'a')",
    "pixels_by_a_detour": "shift = axes.transData + Affine2D().translate(0, 0)\n"
                          "axes.text(0.1, 0.5, shift.transform((1, 1)).round(1) if odd else 'a')",
    "width_of_the_axes": "axes.text(0.1, 0.5, round(axes.bbox.width, 1) if odd else 'a')",
    "width_of_a_text": "word = axes.text(0.1, 0.5, 'a')\n"
                       "if odd:\n    axes.text(0.1, 0.2, round(word.get_window_extent().width, 1))",
    "limits_before_they_are_set": "axes = figure.subplots()\naxes.plot([0, 5], [0, 5])\n"
                                  "if odd:\n    axes.text(0.1, 0.5, round(axes.get_xlim()[1], 1))\n"
                                  "axes.set(xlim=(0, 1), ylim=(0, 1))",
    "reach_of_the_marks": "axes.plot([0, 0.7], [0, 0.3])\n"
                          "if odd:\n    axes.text(0.1, 0.5, round(axes.dataLim.x1, 1))",
    "place_after_the_layout": "figure.set_layout_engine('constrained')\n"
                              "if odd:\n    figure.text(axes.get_position().x1, 0.5, 'a')",
    "place_in_a_layout": "figure = Figure(layout='constrained')\naxes = figure.subplots()\n"
                         "axes.set(xlim=(0, 1), ylim=(0, 1))\n"
                         "if odd:\n    figure.text(axes.get_position().x1, 0.5, 'a')",
    "labels_in_a_row": "low, high = axes = figure.subplots(2)\nhigh.set(xlim=(0, 1), ylim=(0, 5000), ylabel='a')\n"
                       "low.set(xlim=(0, 1), ylim=(0, 1), ylabel='b')\n"
                       "if odd:\n    figure.align_ylabels()",
    "unseen_figure": "axes.plot(X, X)\nfigure.set_visible(not odd)",
    "figure_elsewhere": "axes.plot(X, X)\nif odd:\n    Figure().text(0.5, 0.5, 'elsewhere')",
    "clip_by_another": "circle = axes.add_patch(Circle((0.5, 0.5), 0.2, color='#00ff00'))\n"
                       "line = axes.add_line(Line2D([0, 1], [0, 1]))\nline.set_clip_path(circle)\n"
                       "if odd:\n    line.set_clip_path(axes.patch)",
    "clip_of_a_known_line": "circle = Circle((0.5, 0.5), 0.2, transform=axes.transData)\n"
                            "(line,) = axes.plot([0, 1], [0, 1], color='#ff0000')\n"
                            "if odd:\n    line.set_clip_path(circle)",
    "link_of_a_text": "axes.text(0.5, 0.5, 'a', url='https://example.org' if odd else None)",
    "order_of_words": "axes = figure.subplots()\n"
                      "axes.bar(['b', 'a'] if odd else ['a', 'b'], [0.3, 0.5], color='#ff0000')\n"
                      "axes.set(xlim=(-1, 2), ylim=(0, 1))",
    "order_of_marks": "(line,) = axes.plot([0, 1], [0, 1], color='#ff0000')\n"
                      "axes.fill_between([0, 1], [0, 1], color='#00ff00')\nif odd:\n    line.zorder = 0.5",
    "legend_of_a_part": "axes.plot([0, 1], [0, 1], color='#ff0000', label='_a' if odd else 'a')\n"
                        "axes.plot([0, 1], [1, 0], color='#00ff00', label='b')\naxes.legend(loc='upper left')",
    "legend_that_changes": "axes.plot([0, 1], [0, 1], color='#ff0000', label='a')\n"
                           "legend = axes.legend(loc='upper left')\n"
                           "if odd:\n    legend.get_texts()[0].set_text('b')\n"
                           "    legend.get_lines()[0].set_linewidth(5)",
    "colours_of_a_bar": "points = axes.scatter([0.3, 0.6], [0.3, 0.6], c=[0.0, 1.0])\n"
                        "side = axes.inset_axes((0.9, 0.1, 0.05, 0.8))\nbar = Colorbar(side, points)\n"
                        "if odd:\n    points.set_clim(0, 3)",
    "cells_of_a_table": "table = axes.table([['a', 'b']], loc='center')\n"
                        "if odd:\n    table[0, 0].set_facecolor('#ff0000')",
    "arrows_that_grow": "arrows = axes.quiver([0.2, 0.5], [0.2, 0.5], [1, 1], [1, 1], scale=8)\n"
                        "if odd:\n    arrows.set_UVC([1, 1], [2, 0])\naxes.quiverkey(arrows, 0.5, 0.9, 1, 'a')",
    "numbers_of_an_image": "image = axes.imshow(np.eye(2), extent=(0, 1, 0, 1), aspect='auto')\n"
                           "if odd:\n    image.set_data(1 - np.eye(2))\n    image.set_interpolation('bilinear')",
    "bars_of_errors": "marks = axes.errorbar([0.3, 0.6], [0.5, 0.5], yerr=0.1, color='#ff0000')\n"
                      "if odd:\n    marks.lines[2][0].set_linewidth(4)\n    marks[0].remove()",
    "stems": "stems = axes.stem([0.3, 0.6], [0.5, 0.7])\nif odd:\n    stems.markerline.set_markersize(12)",
    "turn_of_a_patch": "box = axes.add_patch(Rectangle((0.3, 0.3), 0.2, 0.1, color='#ff0000'))\n"
                       "if odd:\n    box.set_transform(Affine2D().rotate_deg_around(0.4, 0.35, 30) + axes.transData)",
    "effects_of_a_line": "(line,) = axes.plot([0, 1], [0, 1], color='#ff0000')\n"
                         "if odd:\n    line.set_path_effects([withStroke(linewidth=6, foreground='#00ff00')])",
    "line_that_is_gone": "axes.plot([0, 1], [0, 1], color='#ff0000')\naxes.plot([0, 1], [1, 0], color='#00ff00')\n"
                         "if odd:\n    axes.lines[0].remove()",
    "frame_of_a_twin": "twin = axes.twinx()\ntwin.set_ylim(0, 2)\ntwin.plot([0, 1], [0, 1], color='#ff0000')\n"
                       "if odd:\n    twin.spines.right.set_color('#ff0000')",
    "inset_that_is_shown": "inset = axes.inset_axes((0.6, 0.6, 0.3, 0.3))\ninset.set(xlim=(0, 0.2), ylim=(0, 0.2))\n"
                           "if odd:\n    axes.indicate_inset_zoom(inset)",
    "refusal_that_is_caught": "axes.plot(X, X)\nif odd:\n    try:\n        axes.set_facecolor('#ffff00')\n"
                              "    except Exception:\n        pass",
    "axes_of_now": "axes = figure.subplots()\naxes.set(xlim=(0, 1), ylim=(0, 1))\n"
                   "if odd:\n    figure.axes[-1].plot([0, 1], [0, 1])\naxes.twinx().set_ylim(0, 2)",
    "current_axes": "axes = figure.subplots()\naxes.set(xlim=(0, 1), ylim=(0, 1))\n"
                    "if odd:\n    figure.gca().plot([0, 1], [0, 1])\naxes.twinx().set_ylim(0, 2)",
    "numbers_in_a_contour": "lines = axes.contour(X, X, np.add.outer(X, X), levels=[0.5, 1.2])\n"
                            "if odd:\n    axes.clabel(lines)",
    "word_of_new_limits": "axes.callbacks.connect('xlim_changed', lambda it: it.text(0.5, 0.5, f'{odd}'))\n"
                          "axes.set_xlim(0, 1)",
    "font_of_a_tick": "axes.xaxis.set_tick_params(labelsize=20 if odd else 10)",
    "form_of_the_ticks": "axes.xaxis.set_major_formatter('{x:.3f}' if odd else '{x:.1f}')",
    "place_of_a_label": "axes.set_xlabel('a')\nif odd:\n    axes.xaxis.set_label_coords(0.2, -0.2)",
    "bounds_of_a_spine": "if odd:\n    axes.spines.bottom.set_bounds(0.2, 0.6)",
    "words_above_all": "figure.suptitle('a', x=0.2 if odd else 0.5)\nfigure.legend(*axes.get_legend_handles_labels())",
    "marks_of_the_figure": "figure.add_artist(Line2D([0, 1], [0, 1 if odd else 0.5]))\n"
                           "figure.add_artist(Rectangle((0.1, 0.1), 0.2, 0.2, zorder=-2 if odd else 2))",
}  # fmt: skip
IMPORTS = """
from cycler import cycler
from matplotlib import rc_context, rcParams
from matplotlib.colorbar import Colorbar
from matplotlib.colors import get_named_colors_mapping
from matplotlib.gridspec import GridSpec
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Affine2D, Bbox
"""
ONE = "    axes = figure.subplots()\n    axes.set(xlim=(0, 1), ylim=(0, 1))\n"
ALL = [*MARKS, *MORE, *UNHEARD]


@pytest.fixture(scope="module")
def marked(make_project: Callable[[str], Mini]) -> Mini:
    project = make_project("frames")
    for name, body in MARKS.items():
        project.script(name, CONTROLS + re.sub(r"(?m)^        ", "", body))
    for name, (axes, body) in MORE.items():
        project.script(
            name,
            "from matplotlib import rc_context\nfrom matplotlib.ticker import MultipleLocator\n"
            + CONTROLS
            + GRID
            + "\n\ndef draw(*, k: Annotated[int, Steps(2)] = 0):\n    figure = "
            f"Figure(layout='constrained')\n    axes = {axes}\n{indent(body, '    ')}\n    return figure\n",
        )
    for name, body in UNHEARD.items():
        project.script(
            name,
            IMPORTS
            + CONTROLS
            + "X, TURN = np.array([0.0, 1.0]), Affine2D()\n\n\ndef draw(*, k: Annotated[int, Steps(6)] = 0):\n"
            "    odd = k % 3 == 1\n    figure = Figure()\n"
            f"{'' if 'axes = ' in body else ONE}{indent(body, '    ')}\n"
            "    figure.text(0.02, 0.02, f'{k}')\n    return figure\n",
        )
    state = project.refresh()
    assert not state.all_faults, state.all_faults
    return project


@pytest.fixture(scope="module")
def compared(marked: Mini) -> dict[str, Any]:
    command = [sys.executable, "-W", "error", "-m", "tests.engine.drawing.compare_frames", str(marked.root), "0", *ALL]
    result = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False, timeout=300)
    assert result.returncode == 0, result.stderr
    return dict(zip(ALL, map(json.loads, result.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", ALL)
def test_every_frame_equals_what_draw_gives_when_called_afresh(compared: Any, marked: Mini, name: str) -> None:
    told = compared[name]
    assert told["differs"] is None, told
    assert told["compared"] == count(marked, name) and told["slots"]


def count(project: Mini, name: str) -> int:
    shape = json.loads(project.files(name)["frames"])["shape"]
    total = 1
    for length in shape:
        total *= length
    return total


@pytest.mark.parametrize("name", ALL)
def test_every_slot_of_the_frames_stands_once_in_the_drawing(marked: Mini, name: str) -> None:
    files = marked.files(name)
    frames, drawing = json.loads(files["frames"]), files["inline"].decode()
    assert sorted(map(int, re.findall(r'data-slot="(\d+)"', drawing))) == list(range(len(frames["slots"])))


@pytest.mark.parametrize("name", ALL)
def test_no_mark_refers_to_a_definition_that_is_not_there(marked: Mini, name: str) -> None:
    frames = json.loads(marked.files(name)["frames"])
    text = json.dumps(frames["slots"])
    named = set(re.findall(r'(?:url\(|href=\\")#([^)"\\]+)', text))
    assert named <= set(re.findall(r'id="([^"]+)"', frames["defs"]))


def test_a_mark_that_never_changes_is_not_stored(marked: Mini) -> None:
    frames = json.loads(marked.files("lines")["frames"])
    assert len(frames["slots"]) == 2  # the curve and the title; the straight line and the axes stay
    assert sorted(len(slot["marks"]) for slot in frames["slots"]) == [5, 5]


def test_a_slot_names_only_the_controls_it_depends_on(marked: Mini) -> None:
    frames = json.loads(marked.files("texts")["frames"])
    assert frames["shape"] == [3, 2]  # angle, bold
    assert sorted(slot["by"] for slot in frames["slots"]) == [[0], [0], [0, 1], [1]]
    assert all(len(slot["at"]) == {"[0]": 3, "[1]": 2, "[0, 1]": 6}[str(slot["by"])] for slot in frames["slots"])


def test_marks_that_appear_and_vanish_leave_no_gap(marked: Mini) -> None:
    frames = json.loads(marked.files("changing_numbers")["frames"])
    empty = [slot["marks"].index("") in [slot["at"][0]] for slot in frames["slots"] if "" in slot["marks"]]
    assert empty and all(empty)  # with count = 0 nothing is drawn


def test_equal_frames_in_two_processes(marked: Mini) -> None:
    names = ["texts", "images", "hatches", "wireframe", "limits_that_move"]
    before = {name: marked.files(name)["frames"] for name in names}
    state = marked.refresh(*names, force=True)
    assert not state.all_faults
    assert {name: marked.files(name)["frames"] for name in names} == before


def test_the_edge_of_a_figure_is_drawn_where_it_has_one(project: Mini) -> None:
    body = "def draw({}):\n    figure = Figure(linewidth={}, edgecolor='#ff0000')\n    return figure\n"
    project.script("edged", body.format("", 2))
    project.script("plain", body.format("", 0))
    project.script("turned", CONTROLS + body.format("*, k: Annotated[int, Steps(2)] = 0", "k"))
    assert project.refresh("edged", "plain", "turned").all_faults == []
    assert b"#ff0000" in project.files("edged")["inline"] and b"#ff0000" not in project.files("plain")["inline"]
    assert b"#ff0000" not in project.files("turned")["inline"] and b"#ff0000" in project.files("turned")["frames"]


def test_frames_follow_both_schemes(marked: Mini) -> None:
    text = marked.files("texts")["frames"].decode()
    assert "#000000" not in text  # black text has the page's ink


DRAW = "def draw(*, k: Annotated[int, Steps(2)] = 0, seen=[]):\n    figure = Figure()\n    axes = figure.subplots()\n"


@pytest.mark.parametrize(("body", "words"), [
    (DRAW + "    axes.plot([0, 1 / (1 - k)])\n    return figure\n", r"^at k = 1: ZeroDivisionError: division by zero$"),
    (DRAW + "    return figure\n\n\ndef facts(k):\n    return {'a': 1 / (k - 2)}\n",
     r"^at k = 2: ZeroDivisionError: division by zero$"),
    (DRAW + "    seen.append(k)\n    axes.set_title(len(seen))\n    return figure\n",
     r"^at k = 0 draw gives two different pictures when it is called twice \(the text “\d+” for the text “\d+”\): draw "
     "depends on something besides its parameters"),
    (DRAW + "    axes.set_title('first' if not seen else 'later')\n    seen.append(k)\n    return figure\n",
     "draw gives two different pictures .*the text “first” for the text “later”"),
    ("FIGURE = Figure()\n\n\n" + DRAW + "    FIGURE.subplots().plot([k, 1])\n    return FIGURE\n",
     "^draw returns the figure that it returned before; let it make a new one each time$"),
    (DRAW + "    figure.set_size_inches(4 + k, 3)\n    return figure\n",
     "^at k = 1 draw makes a figure of another size than at the default; keep figsize the same"),
    (DRAW + "    return figure if k < 2 else None\n",
     "^at k = 2 draw returned NoneType; expected a Matplotlib Figure$"),
])  # fmt: skip
def test_a_draw_that_cannot_be_trusted_is_refused_with_its_setting(project: Mini, body: str, words: str) -> None:
    project.script("bad", CONTROLS + body)
    (fault,) = project.refresh("bad").all_faults
    assert re.search(words, fault.message), fault.message
    assert fault.line >= 10


@pytest.mark.parametrize(("body", "reason"), [
    ("axes.set_xlabel(f'{k}')", "draw calls set_xlabel otherwise at some settings"),
    ("if k:\n        axes.set_xlabel('k')", "draw calls set_xlabel otherwise at some settings"),
    ("if not k:\n        axes.set_xlabel('k')", "draw does not call set_xlabel at each setting"),
    ("axes.spines.top.set_linewidth(k)", "axes, ticks, spines or the looks of a title follow the controls"),
    ("axes.plot([0, k])", "the limits of the axes follow the controls"),
    ("axes.set_xlim(0, 2 * axes.get_xlim()[1])", "draw asks for get_xlim"),
    ("figure.colorbar(axes.scatter([0, 1], [0, 1], c=[0, k]))", "draw calls colorbar"),
    ("figure.add_axes((0, 0, 1, 1), projection='polar')", "PolarAxes change with their marks"),
    ("axes.text(0, k / 900, 'a', rasterized=True)", "a mark is rasterised"),
])  # fmt: skip
def test_too_many_settings_to_be_drawn_anew_are_refused_with_the_reason(project: Mini, body: str, reason: str) -> None:
    project.script(
        "many",
        CONTROLS + "def draw(*, k: Annotated[int, Steps(600)] = 0):\n    figure = Figure()\n"
        f"    axes = figure.subplots()\n    {body}\n    return figure\n",
    )
    (fault,) = project.refresh("many").all_faults
    assert fault.message == (
        f"{reason}, so that each setting needs a drawing of its own, and 601 (k) = 601 are more than the 500 that are "
        "made; make steps larger or ranges smaller, or let the controls change nothing but marks"
    )


def test_formatters_made_anew_that_do_the_same_are_no_reason_to_draw_anew(project: Mini) -> None:
    for name, sign in (("same", "!"), ("other", "{k}")):
        project.script(
            name,
            CONTROLS + "def draw(*, k: Annotated[int, Steps(600)] = 0):\n    figure = Figure()\n"
            "    axes = figure.subplots()\n    axes.plot([0, k / 600])\n    axes.set(ylim=(0, 1))\n"
            f"    axes.xaxis.set_major_formatter(lambda x, place: f'{{x:.1f}}{sign}')\n    return figure\n",
        )
    (fault,) = project.refresh("same", "other").all_faults
    assert "other.py" in fault.file and fault.message.startswith("axes, ticks, spines or")


def test_a_title_that_is_empty_at_first_is_no_reason_to_draw_anew(project: Mini) -> None:
    project.script(
        "named",
        CONTROLS + "def draw(*, k: Annotated[int, Steps(600)] = 0):\n    figure = Figure()\n"
        "    axes = figure.subplots()\n    axes.set(xlim=(0, 1), ylim=(0, 1))\n"
        "    axes.text(0.5, 0.5, f'{k}', zorder=9)\n"
        "    axes.set_title('some' if k else '', zorder=8)\n    return figure\n",
    )
    assert project.refresh("named").all_faults == []


def test_too_many_settings_are_refused_with_what_to_shrink(project: Mini) -> None:
    project.script(
        "many",
        CONTROLS + "def draw(*, a: Annotated[float, Slider(0, 1, 0.01)] = 0.0, "
        "b: Annotated[float, Slider(0, 1, 0.01)] = 0.0):\n    return Figure()\n",
    )
    (fault,) = project.refresh("many").all_faults
    assert "101 (a) × 101 (b) = 10201 settings; at most 2000" in fault.message and "larger" in fault.message


def test_too_heavy_frames_are_refused(project: Mini) -> None:
    project.script(
        "heavy",
        CONTROLS + "def draw(*, a: Annotated[int, Steps(300)] = 0):\n    figure = Figure()\n"
        "    noise = np.random.default_rng(a).normal(size=400)\n    axes = figure.subplots()\n"
        "    axes.plot(noise)\n    axes.set(xlim=(0, 400), ylim=(-5, 5))\n    return figure\n",
    )
    (fault,) = project.refresh("heavy").all_faults
    assert re.search(r"its frames are \d+ kB compressed; at most 100 are served", fault.message)


LIVE = (
    CONTROLS
    + """
def experiment():
    return {"slopes": np.array([1.0, -2.0, 3.0]), "still": 4}


def draw(slopes, *, step: Annotated[int, Steps(2)] = 0):
    figure = Figure()
    axes = figure.subplots()
    axes.plot([0, 1], [0, slopes[step]])
    axes.set(xlim=(0, 1), ylim=(-3, 3))
    return figure


def facts(slopes, step):
    return {"slope": slopes[step], "word": "falls" if slopes[step] < 0 else "rises", "deep": {"er": 2 * slopes[step]}}
"""
)


def test_facts_in_the_caption_follow_the_controls_in_the_format_of_the_page(project: Mini) -> None:
    project.write("figures/live.py", HEAD + LIVE)
    project.write(
        "docs/index.md",
        """
        # Home

        /// figure | live
            alt: "A line."
        It {{ live.word }} by {{ live.slope | .1f }}, {{ live.still }}. Twice that is {{ live.deep.er | .0f }}.
        ///

        Here {{ live.slope | +.0f }}.
        """,
    )
    project.write("docs/two.md", "# Two\n")
    result = project.build("--strict")
    assert result.returncode == 0, result.stderr
    page = project.page()
    assert '<span data-fact="slope" data-format=".1f">1.0</span>' in page and ", 4. Twice" in page
    script = (project.root / "site/assets/figures/live.frames.js").read_text(encoding="utf-8")
    frames = json.loads(re.fullmatch(r'figureFrames\("live",(.*)\)', script, re.DOTALL)[1])  # type: ignore[index]
    assert frames["texts"]["slope|.1f"] == {"by": [0], "at": [0, 1, 2], "marks": ["1.0", "−2.0", "3.0"]}
    assert frames["texts"]["word|"]["marks"] == ["rises", "falls"]
    assert frames["texts"]["deep.er|.0f"]["marks"] == ["2", "−4", "6"] and 'data-fact="deep.er"' in page
    assert re.search(r"controls of live: 3 settings, \d+ kB compressed", result.stderr)
    form = re.search(r"<form class=\"figure-controls\".*?</form>", page, re.DOTALL)
    assert form and 'type="range"' in form[0] and 'data-act="play"' in form[0] and 'max="2"' in form[0]


@pytest.mark.parametrize(("old", "new", "words"), [
    ('"still": 4', '"slope": 4', "facts() gives slope, which experiment() gives too, and a page could not tell them "
     "apart; rename one of them"),
    ('"still": 4', '"step": 4', "experiment() gives step, which is also a control of draw; rename one of them"),
    ('"deep":', '**({"odd": 1} if step == 1 else {}), "deep":', "facts() gives odd at some settings and not at others "
     "(step = 0 and step = 1 differ); give the same names at each"),
    ('"deep":', '**({"odd": 1} if step == 0 else {}), "deep":', "facts() gives odd at some settings and not at others "
     "(step = 0 and step = 1 differ); give the same names at each"),
])  # fmt: skip
def test_a_fact_has_one_meaning_and_a_value_at_each_setting(project: Mini, old: str, new: str, words: str) -> None:
    assert old in LIVE
    project.write("figures/live.py", HEAD + LIVE.replace(old, new))
    (fault,) = project.refresh("live").all_faults
    assert fault.message == words and fault.line > 10


def test_frames_are_written_anew_when_code_or_the_caption_asks_for_others(
    project: Mini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("figures/live.py", HEAD + LIVE)
    project.write("docs/index.md", "# Home\n\n/// figure | live\n    alt: A line.\nIt falls.\n///\n")
    project.write("docs/two.md", "# Two\n")
    build = Build(project.project, None, Settings(), up_to_date(project.project, Settings(), Progress(str)), str)
    build.placing.embedding.alts["live"] = "A line."

    def frames(code: str) -> str:
        made = Made(tmp_path / "made", code)
        text = made.file("frames", build.placing.frames()["live"]).decode()
        made.keep()
        return text

    assert frames("").startswith('figureFrames("live",')
    monkeypatch.setattr(placing, "frames_file", lambda *parts: f"in one form {list(parts[-1])}")
    before = frames("of one kind")
    monkeypatch.setattr(placing, "frames_file", lambda *parts: f"in another form {list(parts[-1])}")
    assert frames("of one kind") == before == "in one form []"
    assert frames("of another kind") == "in another form []"
    build.placing.embedding.told["live", "slope", ".1f"] = None
    assert frames("of another kind") == "in another form ['slope|.1f']"


def test_a_fact_that_follows_the_controls_cannot_stand_in_a_formula_of_the_caption(project: Mini) -> None:
    project.write("figures/live.py", HEAD + LIVE)
    project.write(
        "docs/index.md",
        """
        # Home

        /// figure | live
            alt: "A line."
        It has $s = {{ live.slope | .1f }}$.
        ///
        """,
    )
    result = project.build()
    assert result.returncode == 1
    assert "docs/index.md:6: fact live.slope follows the controls of its figure, and a formula cannot" in result.stderr


def test_facts_must_name_what_there_is(project: Mini) -> None:
    project.write("figures/live.py", HEAD + LIVE.replace("def facts(slopes, step)", "def facts(slopes, stride)"))
    (fault,) = project.refresh("live").all_faults
    assert "facts takes 'stride', which is neither a number that experiment() gives nor a control" in fault.message


def test_frames_are_small(marked: Mini) -> None:
    sizes = {name: len(gzip.compress(marked.files(name)["frames"])) for name in MARKS}
    assert max(sizes.values()) < 8000, sizes


def test_the_default_and_all_corners_are_among_the_settings_that_the_build_compares() -> None:
    controls: dict[str, Control] = {"a": Slider(0, 4, 1), "b": Choice("x", "y", "z"), "c": Toggle()}
    settings = settings_of(controls)
    compared = [settings[number] for number in samples(controls, {"a": 3, "b": "y", "c": True})]
    corners = [{"a": a, "b": b, "c": c} for a in (0, 4) for b in "xz" for c in (False, True)]
    assert all(setting in compared for setting in [*corners, {"a": 3, "b": "y", "c": True}])
    assert samples({"k": Steps(9)}, {"k": 0}) == [0, 5, 9]
