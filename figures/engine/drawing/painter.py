"""Writes SVG in which each mark can be read in both schemes: what lies on data keeps its light colours, as the data do.

On the way it notes what the dark page would swallow: marks in data colours, which get a ground, and ink of no meaning,
which is a fault.
"""

from typing import Any, ClassVar

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from figures.engine.drawing.gouraud import visible, write_triangle
from figures.engine.drawing.grounds import Array, places_on
from figures.engine.drawing.settling import MANY, Settling


class Painter(Settling):
    """Matplotlib's renderer for one drawing. `boxes` (in shares of the figure) are laid as white grounds first."""

    boxes: ClassVar[list[Array]] = []

    def __init__(self, width: float, height: float, *arguments: Any, **options: Any) -> None:
        super().__init__(width, height, *arguments, **options)
        self._within = False  # a collection, whose marks are drawn one by one
        self._begun = False

    def close_group(self, s: str) -> None:
        super().close_group(s)
        if s == "patch" and not self._begun:  # the figure's own, upon which all else stands
            self.lay_boxes()

    def lay_boxes(self) -> None:
        """The white grounds for marks in colours of data."""
        self._begun, white = True, np.ones((1, 3))
        for share in self.boxes:
            left, low, right, high = box = share * [self.width, self.height, self.width, self.height]
            place = {"x": left, "y": self.height - high, "width": right - left, "height": high - low}
            where = {name: f"{value:.2f}" for name, value in place.items()}
            self.writer.element("rect", attrib=where, style="fill: #fff")
            self.grounds.lay(box[None], white, white, np.ones(1))

    def draw_path(self, gc: Any, path: Path, transform: Any, rgbFace: Any = None) -> None:
        if not self._within:
            middle = rgbFace is not None
            gc, rgbFace = self.settled(gc, rgbFace, lambda: places_on(path, transform, middle), [path], [transform])
            self.lay([path], [transform], np.zeros((1, 2)), rgbFace)
        super().draw_path(gc, path, transform, rgbFace)

    def draw_markers(
        self, gc: Any, marker_path: Path, marker_trans: Any, path: Path, trans: Any, rgbFace: Any = None
    ) -> None:
        def places() -> Array:
            middle = marker_path.get_extents(marker_trans).get_points().mean(axis=0)
            return np.asarray(trans.transform(path.vertices) + middle)

        gc, rgbFace = self.settled(gc, rgbFace, places, [marker_path], [marker_trans])
        self.lay([marker_path], [marker_trans], trans.transform(path.vertices), rgbFace)
        super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)

    def draw_path_collection(
        self,
        gc: Any,
        master_transform: Any,
        paths: Any,
        all_transforms: Any,
        offsets: Any,
        offset_trans: Any,
        facecolors: Any,
        edgecolors: Any,
        *others: Any,
        **options: Any,
    ) -> None:
        given = facecolors, edgecolors
        faces, edges = (np.asarray(colours, float).reshape(-1, 4) for colours in given)
        each = list(self._iter_collection_raw_paths(master_transform, paths, all_transforms))
        within = self._within
        if not within and each and len(faces) + len(edges):
            shapes, transforms = [path for path, _ in each], [transform for _, transform in each]
            where = np.asarray(offset_trans.transform(offsets), float).reshape(-1, 2)

            def places() -> Array:
                count = max(len(each), len(where))
                chosen = range(0, count, -(-count // MANY))
                points = []
                for item in chosen:
                    path, transform = each[item % len(each)]
                    points.append(places_on(path, transform, bool(len(faces))) + where[item % len(where)])
                return np.concatenate(points)

            faces, edges = self.settled_all(gc, faces, edges, places, shapes, transforms)
            self.lay(shapes, transforms, where, faces)
        self._within = True
        super().draw_path_collection(
            gc, master_transform, paths, all_transforms, offsets, offset_trans, faces, edges, *others, **options
        )
        self._within = within

    def draw_quad_mesh(
        self,
        gc: Any,
        master_transform: Any,
        meshWidth: int,
        meshHeight: int,
        coordinates: Any,
        offsets: Any,
        offsetTrans: Any,
        facecolors: Any,
        antialiased: Any,
        edgecolors: Any,
    ) -> None:
        corners = master_transform.transform(np.asarray(coordinates).reshape(-1, 2)).reshape(np.shape(coordinates))
        around = np.stack([corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]])
        boxes = np.concatenate([around.min(axis=0), around.max(axis=0)], axis=-1).reshape(-1, 4)
        faces = np.asarray(facecolors, float).reshape(-1, 4)
        if len(faces):
            light, dark = self.both(faces)
            middles = np.resize((boxes[:, :2] + boxes[:, 2:]) / 2, (len(faces), 2))
            self.legible.note_data(middles, faces, whole=True)
            self.grounds.lay(boxes, light, dark, faces[:, 3])
        within, self._within = self._within, True
        self.writer.start("g", attrib={} if antialiased else {"shape-rendering": "crispEdges"})  # no seams of page
        super().draw_quad_mesh(
            gc,
            master_transform,
            meshWidth,
            meshHeight,
            coordinates,
            offsets,
            offsetTrans,
            facecolors,
            antialiased,
            edgecolors,
        )
        self.writer.end("g")
        self._within = within

    def draw_gouraud_triangles(self, gc: Any, triangles_array: Any, colors_array: Any, transform: Any) -> None:
        corners = transform.transform(np.asarray(triangles_array).reshape(-1, 2)).reshape(-1, 3, 2)
        boxes = np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)
        colours = np.asarray(colors_array).mean(axis=1)
        self.grounds.lay(boxes, colours[:, :3], colours[:, :3], colours[:, 3])
        self.writer.start("g", **self._get_clip_attrs(gc))
        for points, rgba in zip(corners * [1, -1] + [0, self.height], np.asarray(colors_array), strict=True):
            if visible(points):
                self._n_gradients += 1
                *hexes, mean = (self.origins.hex(colour) for colour in (*rgba, rgba.mean(axis=0)))
                write_triangle(self.writer, f"GR{self._n_gradients:x}", points, hexes, mean, rgba[:, 3])
        self.writer.end("g")

    def _get_style_dict(self, gc: Any, rgbFace: Any) -> dict[str, str]:
        style: dict[str, str] = super()._get_style_dict(gc, rgbFace)
        if style.get("fill-opacity") == "0":  # a colour that nobody sees
            return {key: value for key, value in style.items() if key != "fill-opacity"} | {"fill": "none"}
        return {"fill": "#000"} | style  # Matplotlib leaves black out, and the page would fill in ink

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        rows, columns = im.shape[:2]
        if rows and columns:
            scale = 72 / self.image_dpi
            size = Affine2D().scale(scale) if transform is None else Affine2D().scale(1 / columns, 1 / rows) + transform
            place = size + Affine2D().translate(x, y)
            spots = np.argwhere(im[:, :, 3] > 0)[:: max(1, im.size // 40000)]
            inked, whole = im[spots[:, 0], spots[:, 1]] / 255, bool((im[:, :, 3] > 0).all())
            self.legible.note_data(place.transform(spots[:, ::-1] + 0.5), inked, whole)
            self.grounds.lay_image(im, place)
        super().draw_image(gc, x, y, im, transform)

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None
    ) -> None:
        def places() -> Array:
            width, height, descent = self.get_text_width_height_descent(s, prop, ismath)
            along = np.linspace(0, width, 5)
            row = np.stack([along, np.full(5, height / 2 - descent)], axis=1)
            return np.asarray(Affine2D().rotate_deg(angle).translate(x, self.height - y).transform(row))

        gc, _ = self.settled(gc, None, places, [], [])
        super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
