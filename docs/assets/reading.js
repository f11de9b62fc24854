// Where the reader is. Which pages were read to their end, and which was opened last, is kept by this browser and told
// to nobody.
(() => {
  // The list of sections marks the one that is being read: the last whose title has passed the upper third.
  function followSections(links) {
    const titles = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    const observer = new IntersectionObserver(
      () => {
        const current = titles.findLastIndex((title) => title?.getBoundingClientRect().top < innerHeight / 3);
        links.forEach((link, i) => link.classList.toggle("md-nav__link--active", i === current));
      },
      { rootMargin: "999999px 0px -66% 0px" },
    ); // without an upper end: a jump over titles counts as passing them
    for (const title of titles) if (title) observer.observe(title);
  }
  followSections([...document.querySelectorAll(".md-nav--secondary a")]);

  const name = (address) => new URL(address, location).pathname.replace(__md_scope.pathname, "");
  const here = name(location.href),
    read = new Set(),
    end = document.querySelector(".turn");
  const links = [...document.querySelectorAll('.contents a:not([href^="#"]), .parts li > a')];
  // What is kept is looked up anew: other pages may have been read in another tab, or before the reader went back to this one.
  const mark = () => {
    for (const page of __md_get("read") ?? []) read.add(page);
    for (const link of links) link.classList.toggle("read", read.has(name(link.href)));
  };
  mark();
  const last = links.find((link) => name(link.href) === __md_get("opened")),
    begin = document.querySelector(".hero-begin");
  if (begin && last) {
    begin.append(
      Object.assign(document.createElement("a"), { href: last.href, textContent: `Go on with ${last.textContent}` }),
    );
  }
  addEventListener("pageshow", mark);
  addEventListener("storage", mark);
  if (!document.querySelector(".home") && end) {
    __md_set("opened", here);
    new IntersectionObserver(([{ isIntersecting }], observer) => {
      if (!isIntersecting) return;
      observer.disconnect();
      read.add(here);
      mark();
      __md_set("read", [...read]);
    }).observe(end);
  }
})();
