"""One build of the site, and MkDocs as one of those that can ask for it."""
