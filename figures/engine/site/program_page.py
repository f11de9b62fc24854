"""A page that is a program, as MkDocs sees its file."""

from mkdocs.structure.files import File


class ProgramPage(File):
    """A notebook is a page although its name ends in .py."""

    def is_documentation_page(self) -> bool:
        """It is."""
        return True
