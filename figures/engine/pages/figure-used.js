// A figure says that it can be moved until it is; and whoever has moved some is not told any more.
const figureUsed = (form) => {
  const MOVED = "figures-moved",
    ENOUGH = 3;
  const moved = (more = 0) => {
    try {
      return (localStorage[MOVED] = Number(localStorage[MOVED] ?? 0) + more);
    } catch {
      return 0;
    }
  };
  if (moved() >= ENOUGH) form.setAttribute("data-used", "before"); // and so the hint needs no room
  return () => {
    if (form.hasAttribute("data-used")) return;
    form.setAttribute("data-used", "");
    moved(1);
  };
};
