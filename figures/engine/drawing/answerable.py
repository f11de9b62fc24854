"""Which calls of `draw` a record can answer at another setting, and after which ones each is drawn anew."""

from matplotlib import RcParams
from matplotlib.axes import Axes
from matplotlib.contour import ContourLabeler
from matplotlib.figure import Figure

# What gives figures their axes; at another setting it gives the same ones.
MAKING: dict[type, list[str]] = {
    Figure: """
        subplots add_subplot add_axes add_gridspec subplot_mosaic align_labels align_titles align_xlabels align_ylabels
    """.split(),
    Axes: ["twinx", "twiny", "inset_axes"],
}
AXES = {name for names in MAKING.values() for name in names}
# How axes are set: the same at all settings.
FRAMING = """
    set_xlim set_ylim set_xlabel set_ylabel set_xscale set_yscale set_xticks set_yticks set_xticklabels
    set_yticklabels tick_params ticklabel_format locator_params grid set_aspect set_box_aspect axis
    set_axis_off set_axis_on margins autoscale invert_xaxis invert_yaxis label_outer set_axisbelow
    set_facecolor set_position set_anchor sharex sharey set_frame_on minorticks_on minorticks_off
    set_prop_cycle
""".split()
INNER = ("autoscale_view",)  # Matplotlib's own, at a time of its own: what it calls is not the script's doing
# What changes more than a record could say.
BEYOND: dict[type, list[str]] = {
    Figure: """
        colorbar subfigures add_subfigure clear delaxes subplots_adjust tight_layout set_size_inches set_layout_engine
        set_dpi draw savefig
    """.split(),
    ContourLabeler: ["clabel"],  # finds room in pixels
    Axes: "secondary_xaxis secondary_yaxis clear remove set_zorder set_visible".split(),
    RcParams: "__setitem__ __delitem__ __ior__ _set _update_raw".split(),  # a style of the moment
}
