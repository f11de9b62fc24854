"""Shapes that several diagrams share; they draw nothing by themselves and know no figure."""
