/// The script of a page: arrow keys on the map, and a filter by typing.
///
/// The page can be read without it.
enum PageScript {
  static let text = """

    (() => {
      "use strict";
      const all = (selector) => Array.from(document.querySelectorAll(selector));

      const seams = all("a.seam");
      const open = (seam, byKey) => {
        const target = document.getElementById(seam.getAttribute("href").slice(1));
        if (!target) return;
        for (const other of all(".seam-detail.open")) other.classList.remove("open");
        for (const other of seams) other.removeAttribute("aria-current");
        seam.setAttribute("aria-current", "true");
        target.classList.add("open");
        if (byKey) target.focus({ preventScroll: true });
        target.scrollIntoView({ block: "nearest" });
      };
      const middle = (seam) => {
        const box = seam.querySelector(".s-box").getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
      };
      const nearest = (from, right, down) => {
        const [x, y] = middle(from);
        let best = null, least = Infinity;
        for (const seam of seams) {
          const [u, v] = middle(seam);
          const along = (u - x) * right + (v - y) * down;
          if (seam === from || along < 1) continue;
          const aside = Math.abs((u - x) * down) + Math.abs((v - y) * right);
          if (along + aside * 3 < least) { least = along + aside * 3; best = seam; }
        }
        return best;
      };
      const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
      const reach = (seam) => {
        for (const other of seams) other.setAttribute("tabindex", other === seam ? "0" : "-1");
      };
      const shown = document.querySelector(".seam-detail.open");
      const first = seams.find((seam) => shown && seam.getAttribute("href") === "#" + shown.id) || seams[0];
      if (first) {
        reach(first);
        first.setAttribute("aria-current", "true");
      }
      document.documentElement.classList.add("scripted");
      for (const seam of seams) {
        seam.addEventListener("click", (event) => {
          event.preventDefault();
          reach(seam);
          open(seam, event.detail === 0);
        });
        seam.addEventListener("keydown", (event) => {
          const step = steps[event.key];
          if (!step) return;
          event.preventDefault();
          const next = nearest(seam, step[0], step[1]);
          if (next) { reach(next); next.focus(); }
        });
      }
      for (const detail of all(".seam-detail")) {
        detail.addEventListener("keydown", (event) => {
          if (event.key !== "Escape") return;
          const seam = seams.find((one) => one.getAttribute("href") === "#" + detail.id);
          if (seam) seam.focus();
        });
      }

      const filter = document.getElementById("filter");
      if (!filter) return;
      const items = all(".finding");
      const count = document.getElementById("shown");
      const boxes = all("input[name=severity]");
      const number = (n) => n.toLocaleString("en-US");
      let texts = null;
      const apply = () => {
        texts = texts || items.map((item) => item.textContent.toLowerCase());
        const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
        const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
        let left = 0;
        items.forEach((item, place) => {
          const fits = severities.has(item.dataset.severity) && words.every((word) => texts[place].includes(word));
          item.hidden = !fits;
          if (fits) left += 1;
        });
        count.textContent = number(left) + " of " + number(items.length);
      };
      filter.addEventListener("input", apply);
      for (const box of boxes) box.addEventListener("change", apply);
      filter.form.addEventListener("submit", (event) => event.preventDefault());
    })();

    """
}
