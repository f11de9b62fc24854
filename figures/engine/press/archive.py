"""The whole site in one ZIP, to be read from a folder without a server. Equal sites give equal bytes."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

DAY = (1980, 1, 1, 0, 0, 0)  # the first that the format knows
PACKED = {".epub", ".npz", ".pdf", ".png", ".woff2"}  # these become no smaller


def make_archive(site: Path, folder: str) -> bytes:
    """Every file of the site below `folder`, but for archives. Raises OSError."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file() and path.suffix != ".zip"):
            entry = ZipInfo(f"{folder}/{path.relative_to(site).as_posix()}", DAY)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on Unix, readable by all
            entry.compress_type = ZIP_STORED if path.suffix in PACKED else ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
    return file.getvalue()
