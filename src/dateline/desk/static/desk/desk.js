// What scripts add; every page does without. Keys, the fields beside a marked word, the slider of days, local times.
"use strict";
(() => {
  const $ = (what, where = document) => where.querySelector(what);
  const all = (what, where = document) => [...where.querySelectorAll(what)];

  // Moments in the reader's own zone, unless one was chosen (then the page has it already, and is not UTC).
  const tongue = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;  // 12 June 2018
  for (const one of all("time.moment")) {
    if (!one.textContent.endsWith(" UTC")) continue;
    const at = new Date(one.dateTime);
    if (isNaN(at)) continue;
    one.title = one.textContent;
    one.textContent = at.toLocaleString(tongue, {
      day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
    });
  }

  // A front page that is left open says when the ledger has changed; it never changes by itself.
  const fresh = $("[data-fresh]");
  if (fresh) {
    let first = null;
    const look = async () => {
      try {
        const answer = await fetch(fresh.dataset.fresh, { method: "HEAD", cache: "no-store" });
        const now = answer.ok && answer.headers.get("ETag");
        if (now && first && now !== first) fresh.hidden = false;
        first ??= now || null;
      } catch { /* away: asked again */ }
    };
    look();
    setInterval(() => document.hidden || fresh.hidden === false || look(), 60000);
    document.addEventListener("visibilitychange", () => document.hidden || look());
  }

  // The article: a marked word shows the fields read from it; a field lights up all of its words.
  const text = $("article.report");
  if (text) {
    const peek = document.createElement("div");
    peek.id = "peek";
    peek.setAttribute("role", "tooltip");
    peek.hidden = true;
    $(".reading").append(peek);
    let leaving = 0, owner = null;
    const hide = () => {
      peek.hidden = true;
      owner?.removeAttribute("aria-describedby");
      owner = null;
      all(".near").forEach((one) => one.classList.remove("near"));
    };
    const cardOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest(".card");
    const marksOf = (root) =>
      all("a.proof", root).map((one) => document.getElementById(one.hash.slice(1))).filter(Boolean);
    const show = (link) => {
      clearTimeout(leaving);
      const card = cardOf(link);
      if (!card || owner === link) return;
      hide();
      owner = link;
      const fields = $("dl", card).cloneNode(true);
      all("[id]", fields).forEach((one) => one.removeAttribute("id"));
      fields.children.length && all("a", fields).forEach((one) => one.setAttribute("tabindex", "-1"));
      const field = decodeURIComponent(link.hash.slice(1));
      [...$("dl", card).children].forEach((row, n) => row.id === field && fields.children[n].classList.add("here"));
      const head = document.createElement("p");
      head.textContent = $("h4", card).textContent.replace(/\s+/g, " ").trim();
      peek.replaceChildren(head, fields);
      peek.hidden = false;
      marksOf(card).forEach((one) => one.classList.add("near"));
      card.classList.add("near");
      link.setAttribute("aria-describedby", "peek");
      const box = link.getClientRects()[0], frame = peek.offsetParent.getBoundingClientRect();
      const below = box.bottom + peek.offsetHeight + 8 < innerHeight || box.top < peek.offsetHeight;
      const left = Math.min(box.left, document.documentElement.clientWidth - peek.offsetWidth - 8);
      peek.style.top = `${(below ? box.bottom + 4 : box.top - peek.offsetHeight - 4) - frame.top}px`;
      peek.style.left = `${Math.max(8, left) - frame.left}px`;
    };
    const later = () => { leaving = setTimeout(hide, 250); };
    const link = (event) => event.target.closest?.("mark a");
    text.addEventListener("mouseover", (event) => link(event) && show(link(event)));
    text.addEventListener("mouseout", (event) => link(event) && later());
    text.addEventListener("focusin", (event) => link(event) && show(link(event)));
    text.addEventListener("focusout", later);
    peek.addEventListener("mouseenter", () => clearTimeout(leaving));
    peek.addEventListener("mouseleave", later);
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
    for (const card of all(".card")) {
      card.addEventListener("mouseenter", () => marksOf(card).forEach((one) => one.classList.add("near")));
      card.addEventListener("mouseleave", () => marksOf(card).forEach((one) => one.classList.remove("near")));
    }
    document.addEventListener("click", (event) => {
      const proof = event.target.closest?.(".card a.proof, #peek a.proof");
      if (!proof) return;
      all(".lit").forEach((one) => one.classList.remove("lit"));
      marksOf(proof.closest("dl > div")).forEach((one) => one.classList.add("lit"));
      hide();
    });
  }

  // The record as it stood: the days on which it turned as a slider, which swaps the page's content.
  const slide = () => {
    const form = $("form.asof"), days = form && all(".days a", form).map((one) => one.textContent);
    if (!days?.length) return;
    const field = $("#as_of"), range = document.createElement("input"), now = days.length;
    const at = days.findIndex((day) => day === field.value);
    Object.assign(range, { type: "range", min: 0, max: now, step: 1, value: at < 0 ? now : at, id: "as_of_range" });
    range.setAttribute("aria-label", $("label", form).textContent);
    const told = () => range.setAttribute("aria-valuetext", days[range.value] ?? $("a", form)?.textContent ?? "–");
    told();
    field.after(range);
    range.addEventListener("input", () => { field.value = days[range.value] ?? ""; told(); });
    range.addEventListener("change", async () => {
      const url = new URL(form.action);
      if (days[range.value]) url.searchParams.set("as_of", days[range.value]);
      try {
        const answer = await fetch(url), page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!answer.ok) throw new Error(answer.status);
        $("main").replaceChildren(...$("main", page).childNodes);
        document.title = page.title;
        history.replaceState(null, "", url);
        slide();
        $("#as_of_range")?.focus();
      } catch {
        location.assign(url);
      }
    });
  };
  slide();

  // Keys. Single keys can be switched off (WCAG 2.1.4) on the sheet itself.
  const OFF = "dateline.keys-off";
  const off = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const switchIn = (where) => {
    const box = $("#keys-off", where);
    if (!box) return;
    box.hidden = $("#keys-off-words", where).hidden = false;
    box.checked = off();
    box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "1" : "0"));
  };
  switchIn(document);
  const sheet = async () => {
    const link = $("[data-keys]");
    if ($("#keys") || !link) return;
    const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
    const dialog = document.createElement("dialog"), close = document.createElement("button");
    close.textContent = "×";
    close.className = "close second";
    close.setAttribute("aria-label", "Esc");
    close.addEventListener("click", () => dialog.close());
    const body = $("#keys", page), head = document.createElement("h2");
    head.textContent = $("h1", body).textContent;
    head.id = "keys-head";
    $("h1", body).replaceWith(head);
    dialog.setAttribute("aria-labelledby", "keys-head");
    dialog.append(close, body);
    document.body.append(dialog);
    switchIn(dialog);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
  };
  const step = (by) => {
    const items = all("main .list > li, main .reports > li, main .card").filter((one) => one.offsetParent);
    if (!items.length) return;
    const here = items.findIndex((one) => one.contains(document.activeElement));
    const next = items[Math.min(Math.max(here + by, 0), items.length - 1)];
    const link = $("h3 a, h4 a, a", next);
    link?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    if (next.matches(".card")) {
      all(".lit").forEach((one) => one.classList.remove("lit"));
      const first = all("a.proof", next).map((one) => document.getElementById(one.hash.slice(1))).filter(Boolean);
      first.forEach((one) => one.classList.add("lit"));
      first[0]?.scrollIntoView({ block: "center" });
    }
  };
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || off()) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
    const key = event.key;
    if (going && Date.now() - going < 1500) {
      going = 0;
      const place = $(`[data-go="${CSS.escape(key)}"]`);
      if (place) { event.preventDefault(); place.click(); }
      return;
    }
    const deeds = {
      "?": sheet, "/": () => $("#find")?.focus(), j: () => step(1), k: () => step(-1),
      n: () => $("main [rel=next]")?.click(), p: () => $("main [rel=prev]")?.click(),
      g: () => { going = Date.now(); }, x: () => text?.classList.toggle("plain"),
    };
    if (!Object.hasOwn(deeds, key)) return;
    event.preventDefault();
    deeds[key]();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-keys]") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    sheet();
  });
})();
